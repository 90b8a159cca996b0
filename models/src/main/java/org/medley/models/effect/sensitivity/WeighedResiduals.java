package org.medley.models.effect.sensitivity;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.medley.models.effect.average.Scored;

/**
 * Residuals of the people of one arm with weights that are known up to a factor between 1/lambda
 * and lambda: each weight is {@code fixed + z odds}, z in that range. The extreme weighted mean has
 * the largest z for all residuals on one side of a threshold (Zhao, Small and Bhattacharya, J R
 * Stat Soc B 2019;81:735), so that one pass over sorted residuals finds it.
 */
final class WeighedResiduals {
  private final int[] row;
  private final double[] residual;
  private final double[] weight;
  private final double[] odds;
  private final double fixed;

  /**
   * Of the rows in {@code arm}.
   *
   * @param fixed part of a weight that is known
   * @param odds part that is known up to the factor
   */
  WeighedResiduals(List<Scored> rows, int arm, double fixed, ToDoubleFunction<Scored> odds) {
    this.row =
        IntStream.range(0, rows.size())
            .filter(i -> rows.get(i).unit().arm() == arm)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> residual(rows.get(i), arm)))
            .mapToInt(Integer::intValue)
            .toArray();
    this.residual = new double[row.length];
    this.weight = new double[row.length];
    this.odds = new double[row.length];
    this.fixed = fixed;
    for (int k = 0; k < row.length; k++) {
      Scored scored = rows.get(row[k]);
      residual[k] = residual(scored, arm);
      weight[k] = scored.unit().weight();
      this.odds[k] = odds.applyAsDouble(scored);
    }
  }

  private static double residual(Scored row, int arm) {
    return row.unit().weight() > 0 ? row.unit().outcome() - row.outcome()[arm] : 0;
  }

  /** The smallest weighted mean of the residuals, rows counted {@code times} each. */
  double least(double lambda, double[] times) {
    return extreme(lambda, times, 0, 1);
  }

  /** The largest weighted mean. */
  double most(double lambda, double[] times) {
    return -extreme(lambda, times, row.length - 1, -1);
  }

  private double extreme(double lambda, double[] times, int first, int step) {
    double sum = 0;
    double total = 0;
    for (int k = 0; k < row.length; k++) {
      double share = times[row[k]] * weight[k] * (fixed + odds[k] / lambda);
      sum += step * share * residual[k];
      total += share;
    }
    double best = sum / total;
    double more = lambda - 1 / lambda;
    for (int n = 0, k = first; n < row.length; n++, k += step) {
      double share = times[row[k]] * weight[k] * odds[k] * more;
      sum += step * share * residual[k];
      total += share;
      best = Math.min(best, sum / total);
    }
    return best;
  }
}
