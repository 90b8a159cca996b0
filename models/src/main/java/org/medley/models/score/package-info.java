/** Applies a fitted model: calibrated risks with percentiles, and the reasons for them. */
package org.medley.models.score;
