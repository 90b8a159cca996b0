package org.medley.models.effect.heterogeneity;

import java.util.Arrays;
import org.medley.models.effect.average.Scored;
import org.medley.models.effect.average.ScoredSample;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.statistics.Clusters;

/**
 * Predicted effects with the doubly robust scores of the same rows, neither of which saw the row's
 * fold, as arrays by row. Benefits are effects, or their negatives where less of the outcome is
 * better.
 *
 * @param effect predicted
 * @param score doubly robust
 * @param benefit predicted
 * @param sign 1, or -1 where less of the outcome is better
 * @param fold of the row
 * @param weight how many people each row stands for
 * @param clusters subjects of the rows
 */
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
record HeldOut(
    double[] effect,
    double[] score,
    double[] benefit,
    double sign,
    int[] fold,
    double[] weight,
    Clusters clusters) {
  static HeldOut of(ScoredSample sample, Contrast contrast, int number, boolean higherIsBetter) {
    double sign = higherIsBetter ? 1 : -1;
    double[] effect = sample.numbers(row -> row.effect()[number]);
    return new HeldOut(
        effect,
        sample.numbers(row -> row.score(contrast)),
        Arrays.stream(effect).map(e -> sign * e).toArray(),
        sign,
        sample.rows().stream().map(Scored::unit).mapToInt(u -> u.fold()).toArray(),
        sample.sampling(),
        sample.clusters());
  }

  int size() {
    return effect.length;
  }

  /** Values less the mean of their fold, since the model of a fold shifts with the others. */
  double[] withinFolds(double[] values) {
    int folds = Arrays.stream(fold).max().orElse(0) + 1;
    double[] sum = new double[folds];
    double[] count = new double[folds];
    for (int i = 0; i < values.length; i++) {
      sum[fold[i]] += weight[i] * values[i];
      count[fold[i]] += weight[i];
    }
    double[] within = new double[values.length];
    Arrays.setAll(within, i -> values[i] - sum[fold[i]] / count[fold[i]]);
    return within;
  }

  /** The predicted effects of the rows of a fold. */
  double[] effectsOf(int number) {
    return java.util.stream.IntStream.range(0, effect.length)
        .filter(i -> fold[i] == number)
        .mapToDouble(i -> effect[i])
        .toArray();
  }

  /** Scores in the direction of benefits. */
  double[] gains() {
    return Arrays.stream(score).map(s -> sign * s).toArray();
  }
}
