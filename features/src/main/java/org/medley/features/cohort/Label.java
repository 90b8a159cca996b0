package org.medley.features.cohort;

/**
 * What is known of the outcome. Times are microseconds.
 *
 * @param status positive, negative, unknown, or none
 * @param eventTime of the outcome or the competing event; null: neither seen
 * @param eventType {@link #OUTCOME}, the competing predicate's name, or null
 * @param count how often the outcome occurred in the window; null: unknown, or no label
 * @param censorTime end of observation where it lies before the end of the target, else null
 */
record Label(Status status, Integer count, Long eventTime, String eventType, Long censorTime) {
  /** The event type of the outcome itself. */
  static final String OUTCOME = "outcome";

  /** No label is asked for. */
  static final Label NO_LABEL = new Label(Status.NONE, null, null, null, null);

  /** Kinds of labels. */
  enum Status {
    POSITIVE,
    NEGATIVE,
    UNKNOWN,
    NONE
  }

  /** 1 for positive, 0 for negative, null otherwise. */
  Double value() {
    return switch (status) {
      case POSITIVE -> 1.0;
      case NEGATIVE -> 0.0;
      case UNKNOWN, NONE -> null;
    };
  }
}
