package org.medley.features.cohort;

import java.util.Locale;

/** One end of a window. */
public enum Side {
  START,
  END;

  /** The other end. */
  public Side other() {
    return this == START ? END : START;
  }

  /** The word that tasks use. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
