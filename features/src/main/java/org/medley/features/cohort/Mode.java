package org.medley.features.cohort;

/** Whose rules decide about a task's samples. */
public enum Mode {
  /**
   * Only what was known counts up to the prediction time, what is not known leaves a label unknown,
   * and the prediction time cannot be chosen by the future.
   */
  STRICT,

  /**
   * As ACES (Xu et al., 2024) does: {@code time} alone decides, current versions are read
   * everywhere, a record that ends early has no outcome, and the label is a count.
   */
  COMPAT
}
