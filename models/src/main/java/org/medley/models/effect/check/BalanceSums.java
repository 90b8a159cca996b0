package org.medley.models.effect.check;

import java.io.Serializable;
import java.util.List;
import org.medley.models.effect.average.Estimand;
import org.medley.models.effect.average.Scored;
import org.medley.models.effect.unit.Contrast;

/** Sums behind means and variances of covariates by contrast and side. */
final class BalanceSums implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int KINDS = 3;

  private final int width;
  private final double[][] sums;
  private final double[][] totals;

  BalanceSums(int contrasts, int width) {
    this.width = width;
    this.sums = new double[2 * contrasts][KINDS * width];
    this.totals = new double[2 * contrasts][KINDS];
  }

  BalanceSums add(Scored row, List<Contrast> contrasts, Estimand estimand) {
    for (int c = 0; c < contrasts.size(); c++) {
      double sampling = row.unit().sampling();
      double weight = sampling * estimand.weight(row, contrasts.get(c));
      if (weight > 0) {
        int side = 2 * c + (row.unit().arm() == contrasts.get(c).arm() ? 0 : 1);
        double[] to = sums[side];
        row.unit()
            .covariates()
            .forEach(
                (j, x) -> {
                  to[j] += sampling * x;
                  to[width + j] += sampling * x * x;
                  to[2 * width + j] += weight * x;
                });
        totals[side][0] += sampling;
        totals[side][1] += weight;
        totals[side][2] += weight * weight;
      }
    }
    return this;
  }

  BalanceSums merge(BalanceSums other) {
    for (int side = 0; side < sums.length; side++) {
      for (int j = 0; j < sums[side].length; j++) {
        sums[side][j] += other.sums[side][j];
      }
      for (int k = 0; k < KINDS; k++) {
        totals[side][k] += other.totals[side][k];
      }
    }
    return this;
  }

  double effectiveSize(int contrast, int side) {
    double[] total = totals[2 * contrast + side];
    return total[1] * total[1] / total[2];
  }

  /** 0 where neither arm varies and both are the same, infinite where they are not. */
  double difference(int contrast, int j, boolean weighted) {
    int side = 2 * contrast;
    double spread = Math.sqrt((variance(side, j) + variance(side + 1, j)) / 2);
    double difference =
        weighted
            ? weightedMean(side, j) - weightedMean(side + 1, j)
            : mean(side, j) - mean(side + 1, j);
    return difference == 0 ? 0 : difference / spread;
  }

  private double mean(int side, int j) {
    return sums[side][j] / totals[side][0];
  }

  private double weightedMean(int side, int j) {
    return sums[side][2 * width + j] / totals[side][1];
  }

  private double variance(int side, int j) {
    double mean = mean(side, j);
    double n = totals[side][0];
    return Math.max(0, (sums[side][width + j] / n - mean * mean) * n / (n - 1));
  }
}
