package org.medley.features.cohort;

import java.time.Duration;

/** Spans in words. */
final class Spans {
  private Spans() {}

  /** Whole days as days, whole hours as hours, else the ISO text. */
  static String words(Duration span) {
    if (span.equals(Duration.ofDays(span.toDays()))) {
      return span.toDays() + " days";
    }
    return span.equals(Duration.ofHours(span.toHours()))
        ? span.toHours() + " hours"
        : span.toString();
  }
}
