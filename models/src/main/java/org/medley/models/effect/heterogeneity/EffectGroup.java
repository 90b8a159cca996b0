package org.medley.models.effect.heterogeneity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.medley.models.statistics.Estimate;

/**
 * A fifth of the rows by predicted effect, within folds, with the effect found in it (the sorted
 * group averages of Chernozhukov et al, arXiv 1712.04802).
 *
 * @param group from 1, the smallest effects, to 5
 * @param rows in it
 * @param predicted mean predicted effect
 * @param observed mean doubly robust score
 */
public record EffectGroup(int group, long rows, double predicted, Estimate observed) {
  static List<EffectGroup> of(HeldOut held, Fifths fifths) {
    int[] group = new int[held.size()];
    Arrays.setAll(group, i -> fifths.of(held.fold()[i], held.effect()[i]));
    List<EffectGroup> all = new ArrayList<>();
    for (int g = 0; g < Fifths.GROUPS; g++) {
      int one = g;
      int[] rows = IntStream.range(0, held.size()).filter(i -> group[i] == one).toArray();
      if (rows.length > 0) {
        all.add(summary(held, g + 1, rows));
      }
    }
    return all;
  }

  private static EffectGroup summary(HeldOut held, int number, int[] rows) {
    double people = Arrays.stream(rows).mapToDouble(i -> held.weight()[i]).sum();
    double predicted =
        Arrays.stream(rows).mapToDouble(i -> held.weight()[i] * held.effect()[i]).sum() / people;
    double mean =
        Arrays.stream(rows).mapToDouble(i -> held.weight()[i] * held.score()[i]).sum() / people;
    double[] deviations = new double[held.size()];
    for (int i : rows) {
      deviations[i] = held.weight()[i] * (held.score()[i] - mean) / people;
    }
    double squares = Arrays.stream(held.clusters().sums(deviations)).map(d -> d * d).sum();
    return new EffectGroup(
        number,
        rows.length,
        predicted,
        Estimate.wald(mean, Math.sqrt(squares), "mean doubly robust score of the group"));
  }
}
