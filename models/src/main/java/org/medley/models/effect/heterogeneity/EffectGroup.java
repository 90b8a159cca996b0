package org.medley.models.effect.heterogeneity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
  private static final int GROUPS = 5;

  static List<EffectGroup> of(HeldOut held) {
    int[] group = groups(held);
    List<EffectGroup> all = new ArrayList<>();
    for (int g = 0; g < GROUPS; g++) {
      int one = g;
      int[] rows = IntStream.range(0, held.size()).filter(i -> group[i] == one).toArray();
      if (rows.length > 0) {
        all.add(summary(held, g + 1, rows));
      }
    }
    return all;
  }

  private static int[] groups(HeldOut held) {
    int[] group = new int[held.size()];
    int folds = Arrays.stream(held.fold()).max().orElse(0) + 1;
    for (int fold = 0; fold < folds; fold++) {
      int one = fold;
      int[] order =
          IntStream.range(0, held.size())
              .filter(i -> held.fold()[i] == one)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer i) -> held.effect()[i]))
              .mapToInt(Integer::intValue)
              .toArray();
      for (int place = 0; place < order.length; place++) {
        group[order[place]] = (int) ((long) place * GROUPS / order.length);
      }
    }
    return group;
  }

  private static EffectGroup summary(HeldOut held, int number, int[] rows) {
    double predicted = Arrays.stream(rows).mapToDouble(i -> held.effect()[i]).average().orElse(0);
    double mean = Arrays.stream(rows).mapToDouble(i -> held.score()[i]).average().orElse(0);
    double[] deviations = new double[held.size()];
    for (int i : rows) {
      deviations[i] = (held.score()[i] - mean) / rows.length;
    }
    double squares = Arrays.stream(held.clusters().sums(deviations)).map(d -> d * d).sum();
    return new EffectGroup(
        number,
        rows.length,
        predicted,
        Estimate.wald(mean, Math.sqrt(squares), "mean doubly robust score of the group"));
  }
}
