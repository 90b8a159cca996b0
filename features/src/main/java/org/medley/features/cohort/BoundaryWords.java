package org.medley.features.cohort;

import org.medley.features.cohort.Boundary.Next;
import org.medley.features.cohort.Boundary.Offset;
import org.medley.features.cohort.Boundary.OwnPoint;
import org.medley.features.cohort.Boundary.RecordEdge;
import org.medley.features.cohort.Boundary.Reference;

/** Sides of windows in words. */
final class BoundaryWords {
  private BoundaryWords() {}

  /** Where {@code side} of {@code window} lies. */
  static String of(Window window, Side side) {
    Boundary boundary = window.at(side);
    if (boundary instanceof RecordEdge) {
      return side == Side.START ? "the record's start" : "the record's end";
    }
    String from = reference(window, boundary.from());
    if (boundary instanceof Offset offset) {
      Span span = offset.distance();
      if (span.isZero()) {
        return from;
      }
      return span.isNegative()
          ? from + " - " + span.negated().words()
          : from + " + " + span.words();
    }
    return (boundary instanceof Next ? "the next " : "the last ")
        + boundary.bound()
        + (boundary instanceof Next ? " after " : " before ")
        + from;
  }

  private static String reference(Window window, Reference reference) {
    return reference instanceof OwnPoint own
        ? window.name() + "." + own.side().word()
        : reference.toString();
  }
}
