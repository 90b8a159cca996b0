package org.medley.models.external;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How far a model is changed for other data, from not at all to wholly (Steyerberg et al., Stat Med
 * 2004;23:2567; Vergouwe et al., Stat Med 2017;36:4529).
 */
public enum UpdateKind {
  /** The model as it is. */
  NONE("as it is"),
  /** One number is added to all log odds: recalibration in the large. */
  IN_THE_LARGE("recalibrated in the large"),
  /** The log odds are put on a line: logistic recalibration. */
  INTERCEPT_SLOPE("recalibrated by intercept and slope"),
  /** Same family, settings and covariates, everything fitted anew. */
  REFIT("fitted anew");

  private final String words;

  UpdateKind(String words) {
    this.words = words;
  }

  /** The text in tables and on the command line. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The update whose {@link #text} is {@code text}; empty: there is none. */
  public static Optional<UpdateKind> named(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
  }

  /** What became of the model, in words. */
  public String words() {
    return words;
  }
}
