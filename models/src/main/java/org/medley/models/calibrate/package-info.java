/** From log odds to calibrated risks, fitted on out-of-fold predictions only. */
package org.medley.models.calibrate;
