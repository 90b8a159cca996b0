/** The fitted model: everything that turns a sparse row into a calibrated risk with reasons. */
package org.medley.models.fitted;
