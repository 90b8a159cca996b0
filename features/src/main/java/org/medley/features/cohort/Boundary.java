package org.medley.features.cohort;

import java.io.Serializable;

/** Where one side of a window lies. */
public sealed interface Boundary extends Serializable {
  /** What a boundary refers to. */
  sealed interface Reference extends Serializable {}

  /** The trigger. */
  record TriggerPoint() implements Reference {
    @Override
    public String toString() {
      return "trigger";
    }
  }

  /** One side of another window. */
  record WindowPoint(String window, Side side) implements Reference {
    @Override
    public String toString() {
      return window + "." + side.word();
    }
  }

  /** The other side of the same window. */
  record OwnPoint(Side side) implements Reference {
    @Override
    public String toString() {
      return side.word();
    }
  }

  /** The start of the record for a start, its end for an end: no limit. */
  record RecordEdge() implements Boundary {}

  /** A distance from the reference: zero, later (positive) or earlier (negative). */
  record Offset(Reference reference, Span distance) implements Boundary {}

  /** The nearest later event with the predicate. */
  record Next(Reference reference, String predicate) implements Boundary {}

  /** The nearest earlier event with the predicate. */
  record Previous(Reference reference, String predicate) implements Boundary {}

  /** What this boundary refers to; null for the record's edge. */
  default Reference from() {
    if (this instanceof Offset offset) {
      return offset.reference();
    }
    if (this instanceof Next next) {
      return next.reference();
    }
    return this instanceof Previous previous ? previous.reference() : null;
  }

  /** The predicate that bounds; null where a distance or the record does. */
  default String bound() {
    if (this instanceof Next next) {
      return next.predicate();
    }
    return this instanceof Previous previous ? previous.predicate() : null;
  }
}
