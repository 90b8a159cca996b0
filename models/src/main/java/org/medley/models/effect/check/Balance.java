package org.medley.models.effect.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.medley.models.effect.average.Estimand;
import org.medley.models.effect.average.Scored;
import org.medley.models.effect.unit.Contrast;

/**
 * Standardised mean differences of all covariates between two arms, before and after weighting
 * (Austin, Stat Med 2009;28:3083): the difference of means over the root of the mean of the arms'
 * unweighted variances.
 *
 * @param contrast the arms
 * @param covariates one entry each, in the order of the data's kept columns
 * @param sizes effective sample size of the arm and of the reference, after weighting (Kish 1965)
 */
@SuppressWarnings("ArrayRecordComponent") // two numbers, compared by no one
public record Balance(Contrast contrast, List<Covariate> covariates, double[] sizes) {
  /**
   * A covariate.
   *
   * @param name of it
   * @param before difference before weighting
   * @param after difference after weighting
   */
  public record Covariate(String name, double before, double after) {}

  /** Of all contrasts. One action; the sums have the size of the covariates. */
  public static List<Balance> of(
      JavaRDD<Scored> rows, List<Contrast> contrasts, Estimand estimand, List<String> names) {
    List<Contrast> all = List.copyOf(contrasts);
    int width = names.size();
    BalanceSums sums =
        rows.treeAggregate(
            new BalanceSums(all.size(), width),
            (total, row) -> total.add(row, all, estimand),
            BalanceSums::merge);
    List<Balance> balances = new ArrayList<>();
    for (int c = 0; c < all.size(); c++) {
      List<Covariate> covariates = new ArrayList<>();
      for (int j = 0; j < width; j++) {
        covariates.add(
            new Covariate(names.get(j), sums.difference(c, j, false), sums.difference(c, j, true)));
      }
      balances.add(
          new Balance(
              all.get(c),
              covariates,
              new double[] {sums.effectiveSize(c, 0), sums.effectiveSize(c, 1)}));
    }
    return balances;
  }

  /** The largest absolute difference before weighting. */
  public double largestBefore() {
    return covariates.stream().mapToDouble(c -> Math.abs(c.before())).max().orElse(0);
  }

  /** The largest absolute difference after weighting. */
  public double largestAfter() {
    return covariates.stream().mapToDouble(c -> Math.abs(c.after())).max().orElse(0);
  }

  /** The covariates that differ most before weighting. */
  public List<String> mostDifferent(int count) {
    return covariates.stream()
        .sorted(Comparator.comparingDouble((Covariate c) -> -Math.abs(c.before())))
        .limit(count)
        .map(Covariate::name)
        .toList();
  }

  /** The standard error of a difference after weighting, as of two means of effective sizes. */
  double error() {
    return Math.sqrt(1 / sizes[0] + 1 / sizes[1]);
  }
}
