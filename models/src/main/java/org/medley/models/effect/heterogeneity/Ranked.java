package org.medley.models.effect.heterogeneity;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.medley.models.statistics.Bootstrap;
import org.medley.models.statistics.Estimate;

/**
 * What would be gained by treating those first whose predicted benefit is largest. With TOC(q) the
 * mean score of the share q with the largest predicted benefit less that of all (Yadlowsky,
 * Fleming, Shah, Brunskill and Wager, JASA 2025;120:38; arXiv 2111.07966): AUTOC is the integral of
 * TOC(q), Qini that of q TOC(q). AUUC is the integral of q times the mean score of that share,
 * which is Qini plus half the mean of all. Rows of the same predicted benefit count as one.
 * Intervals by bootstrap over subjects.
 *
 * @param autoc area under TOC
 * @param qini weighted by the share
 * @param auuc area under the uplift curve
 */
public record Ranked(Estimate autoc, Estimate qini, Estimate auuc) {
  private static final String METHOD =
      "from doubly robust scores of held-out rows; interval by bootstrap over subjects";

  static Ranked of(HeldOut held, int replicates, long seed) {
    double[] benefit = held.benefit();
    double[] gains = held.gains();
    int[] order =
        IntStream.range(0, held.size())
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -benefit[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] values = areas(order, benefit, gains, held.weight());
    double[][] ends =
        Bootstrap.intervals(
            held.weight(),
            held.clusters(),
            weights -> areas(order, benefit, gains, weights),
            replicates,
            seed);
    List<Estimate> estimates =
        IntStream.range(0, values.length)
            .mapToObj(k -> new Estimate(values[k], ends[k][0], ends[k][1], METHOD))
            .toList();
    return new Ranked(estimates.get(0), estimates.get(1), estimates.get(2));
  }

  /** AUTOC, Qini and AUUC, with each group of ties spread evenly over its shares. */
  static double[] areas(int[] order, double[] benefit, double[] gains, double[] weights) {
    double total = 0;
    double sum = 0;
    for (int i : order) {
      total += weights[i];
      sum += weights[i] * gains[i];
    }
    double mean = sum / total;
    double autoc = 0;
    double qini = 0;
    double share = 0;
    double gained = 0;
    int start = 0;
    while (start < order.length) {
      int end = start;
      double step = 0;
      double more = 0;
      for (; end < order.length && benefit[order[end]] == benefit[order[start]]; end++) {
        step += weights[order[end]] / total;
        more += weights[order[end]] * (gains[order[end]] - mean) / total;
      }
      if (step > 0) {
        double slope = more / step;
        double offset = gained - slope * share;
        autoc += slope * step + (share > 0 ? offset * Math.log((share + step) / share) : 0);
        qini += (gained + more / 2) * step;
        share += step;
        gained += more;
      }
      start = end;
    }
    return new double[] {autoc, qini, qini + mean / 2};
  }
}
