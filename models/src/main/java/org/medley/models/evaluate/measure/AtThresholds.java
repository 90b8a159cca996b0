package org.medley.models.evaluate.measure;

import java.util.List;
import java.util.stream.IntStream;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.statistics.Confusion;
import org.medley.models.statistics.Predictions;
import org.medley.models.statistics.ThresholdCells;

/** Numbers of the counts at each threshold. */
final class AtThresholds {
  private AtThresholds() {}

  /** One number of the counts. */
  @FunctionalInterface
  interface Of {
    double value(Confusion at, double threshold);
  }

  /**
   * A number at each threshold.
   *
   * @param metric its name without the threshold
   * @param method its estimator in words
   * @param undefined why it may be NaN
   * @param of what it is
   */
  record Each(String metric, String method, String undefined, Of of) {}

  /** Adds {@code each} at every threshold of {@code settings}. */
  static void add(Predictions p, EvaluateSettings settings, List<Each> each, Numbers numbers) {
    List<Double> thresholds = settings.thresholds();
    if (thresholds.isEmpty()) {
      return;
    }
    ThresholdCells cells = new ThresholdCells(p.label(), p.score(), thresholds);
    List<Numbers.Name> names =
        thresholds.stream()
            .flatMap(
                t ->
                    each.stream()
                        .map(
                            one ->
                                new Numbers.Name(
                                    Thresholds.name(one.metric, t), one.method, one.undefined)))
            .toList();
    numbers.replicate(
        names,
        weight -> {
          Confusion[] at = cells.under(weight);
          return IntStream.range(0, thresholds.size())
              .boxed()
              .flatMapToDouble(
                  t -> each.stream().mapToDouble(one -> one.of.value(at[t], thresholds.get(t))))
              .toArray();
        });
  }
}
