package org.medley.models.retrain;

import java.util.Locale;

/** What a night asks for. */
public enum Reaction {
  /** The model stands. */
  NO_UPDATE,
  /** The model stays and its log odds are put on another line. */
  RECALIBRATE,
  /** The model is fitted anew on the members of now. */
  REFIT,
  /** Nothing is trained until the cause is gone: the data are not to be trusted. */
  HOLD;

  /** The text in notes and tables, such as {@code no update}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
