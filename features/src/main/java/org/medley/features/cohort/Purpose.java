package org.medley.features.cohort;

import java.util.Locale;

/** Why candidates are drawn. */
enum Purpose {
  TRAIN,
  SCORE;

  /** The word in the tables. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
