package org.medley.jobs.report.decision;

import java.util.OptionalDouble;

/** A number with its 95 percent interval; each is empty where it is not known or not shown. */
public record Interval(OptionalDouble value, OptionalDouble low, OptionalDouble high) {
  /** Nothing is shown. */
  public static final Interval NONE =
      new Interval(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

  /** Of a value with both ends. */
  public static Interval of(double value, double low, double high) {
    return new Interval(OptionalDouble.of(value), OptionalDouble.of(low), OptionalDouble.of(high));
  }

  /** Whether both ends are known. */
  public boolean whole() {
    return value.isPresent() && low.isPresent() && high.isPresent();
  }
}
