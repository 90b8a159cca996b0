package org.medley.jobs.evaluate;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Values in the order of {@link org.medley.models.statistics.survival.TimedPredictions}. */
final class Ordered {
  private Ordered() {}

  /** The values in ascending order of the times; equal times keep theirs. Null values stay. */
  static List<String> byTime(double[] time, List<String> values) {
    return IntStream.range(0, time.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> time[i]))
        .map(values::get)
        .collect(java.util.stream.Collectors.toList());
  }
}
