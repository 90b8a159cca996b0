package org.medley.models.explain;

import java.io.Serializable;
import org.apache.spark.ml.linalg.Vector;

/**
 * Splits the log odds of a row into the average training member's and one part per covariate:
 * {@link #base} plus the sum of {@link #of} is the raw score.
 */
public interface Contributions extends Serializable {
  /** Log odds of the average training member. */
  double base();

  /** What each covariate of {@code features} adds to the log odds, by index. */
  double[] of(Vector features);
}
