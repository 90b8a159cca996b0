package org.medley.features.cohort;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The values of one plain predicate in one subject's record, in the order of time and value.
 * Aggregating n values takes O(n): sums are taken in that order, so that they are the same in every
 * run.
 */
final class NumberSeries {
  private static final double DAY = 86_400e6;

  private final Timeline timeline;
  private final List<Point> points = new ArrayList<>();

  /** The values at place {@code place} of the rows' values. */
  NumberSeries(Timeline timeline, int place) {
    this.timeline = timeline;
    for (int row = 0; row < timeline.rows(); row++) {
      for (double value : timeline.row(row).values(place)) {
        points.add(new Point(timeline.slotOf(row), value, timeline.row(row)));
      }
    }
    points.sort(Comparator.comparingInt(Point::slot).thenComparingDouble(Point::value));
  }

  private record Point(int slot, double value, EventRow row) {
    boolean isKnown(long moment) {
      return moment == EventRow.CURRENT
          ? row.isCurrent()
          : row.knownFrom() <= moment && moment < row.superseded();
    }
  }

  /**
   * The aggregate over the slots from {@code from} up to but without {@code to} of what was known
   * at {@code moment}; {@link EventRow#CURRENT}: of current versions. Empty: there is none.
   */
  OptionalDouble aggregate(Aggregate aggregate, int from, int to, long moment) {
    List<Point> inside =
        points.stream()
            .filter(point -> point.slot() >= from && point.slot() < to && point.isKnown(moment))
            .toList();
    if (inside.isEmpty()) {
      return OptionalDouble.empty();
    }
    return switch (aggregate) {
      case MIN -> inside.stream().mapToDouble(Point::value).min();
      case MAX -> inside.stream().mapToDouble(Point::value).max();
      case LAST -> OptionalDouble.of(inside.get(inside.size() - 1).value());
      case MEAN -> OptionalDouble.of(mean(inside));
      case SLOPE -> slope(inside);
    };
  }

  private static double mean(List<Point> points) {
    double sum = 0;
    for (Point point : points) {
      sum += point.value();
    }
    return sum / points.size();
  }

  private OptionalDouble slope(List<Point> points) {
    long origin = timeline.time(points.get(0).slot());
    double days = 0;
    for (Point point : points) {
      days += (timeline.time(point.slot()) - origin) / DAY;
    }
    days /= points.size();
    double mean = mean(points);
    double products = 0;
    double squares = 0;
    for (Point point : points) {
      double day = (timeline.time(point.slot()) - origin) / DAY - days;
      products += day * (point.value() - mean);
      squares += day * day;
    }
    return squares == 0 ? OptionalDouble.empty() : OptionalDouble.of(products / squares);
  }
}
