package org.medley.models.effect;

import java.io.Serializable;
import org.medley.models.effect.unit.Unit;

/** Counts and moments of the outcome by arm. */
final class ArmTotals implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] rows;
  private final double[] weight;
  private final double[] sum;
  private double squares;

  ArmTotals(int arms) {
    rows = new long[arms];
    weight = new double[arms];
    sum = new double[arms];
  }

  ArmTotals add(Unit unit) {
    rows[unit.arm()]++;
    weight[unit.arm()] += unit.regressionWeight();
    sum[unit.arm()] += unit.regressionWeight() * unit.outcome();
    squares += unit.regressionWeight() * unit.outcome() * unit.outcome();
    return this;
  }

  ArmTotals merge(ArmTotals other) {
    for (int arm = 0; arm < rows.length; arm++) {
      rows[arm] += other.rows[arm];
      weight[arm] += other.weight[arm];
      sum[arm] += other.sum[arm];
    }
    squares += other.squares;
    return this;
  }

  long rows(int arm) {
    return rows[arm];
  }

  double mean(int arm) {
    return sum[arm] / weight[arm];
  }

  /** Standard deviation of the outcome within arms. */
  double deviation() {
    double within = squares;
    double total = 0;
    for (int arm = 0; arm < rows.length; arm++) {
      within -= sum[arm] * sum[arm] / weight[arm];
      total += weight[arm];
    }
    return Math.sqrt(Math.max(0, within) / total);
  }
}
