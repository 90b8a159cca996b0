package org.medley.models.effect.heterogeneity;

import java.util.Arrays;
import org.medley.models.effect.average.Scored;
import org.medley.models.effect.average.ScoredSample;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.effect.unit.Unit;
import org.medley.models.statistics.Clusters;
import org.medley.models.statistics.Estimate;

/**
 * The R-score: 1 less the ratio of the R-losses (Nie and Wager, Biometrika 2021;108:299) of the
 * predicted effects and of the best constant effect, both held out (as the RScorer of EconML; here
 * the constant is learnt from the other folds as well). Above 0 the predictions beat a constant.
 */
final class RelativeLoss {
  private RelativeLoss() {}

  static Estimate of(ScoredSample sample, Contrast contrast, int number) {
    int folds = sample.rows().stream().mapToInt(r -> r.unit().fold()).max().orElse(0) + 1;
    double[] products = new double[folds];
    double[] squares = new double[folds];
    for (Scored row : sample.rows()) {
      double[] residuals = residuals(row, contrast);
      products[row.unit().fold()] += row.unit().regressionWeight() * residuals[0] * residuals[1];
      squares[row.unit().fold()] += row.unit().regressionWeight() * residuals[1] * residuals[1];
    }
    double allProducts = Arrays.stream(products).sum();
    double allSquares = Arrays.stream(squares).sum();
    int n = sample.rows().size();
    double[] losses = new double[n];
    double[] bases = new double[n];
    double loss = 0;
    double base = 0;
    for (int i = 0; i < n; i++) {
      Scored row = sample.rows().get(i);
      int fold = row.unit().fold();
      double constant = (allProducts - products[fold]) / (allSquares - squares[fold]);
      double[] residuals = residuals(row, contrast);
      losses[i] =
          row.unit().regressionWeight()
              * Math.pow(residuals[0] - residuals[1] * row.effect()[number], 2);
      bases[i] =
          row.unit().regressionWeight() * Math.pow(residuals[0] - residuals[1] * constant, 2);
      loss += losses[i];
      base += bases[i];
    }
    double ratio = loss / base;
    double all = base;
    double[] influence = new double[n];
    Arrays.setAll(influence, i -> (losses[i] - ratio * bases[i]) / all);
    double sum = 0;
    Clusters clusters = sample.clusters();
    for (double cluster : clusters.sums(influence)) {
      sum += cluster * cluster;
    }
    double error = Math.sqrt(sum * clusters.count() / (clusters.count() - 1));
    return Estimate.wald(
        1 - ratio,
        error,
        "1 less the ratio of held-out R-losses of predictions and constant; interval by subject");
  }

  /** Of outcome and arm among the two arms; both 0 for a row of another arm. */
  private static double[] residuals(Scored row, Contrast contrast) {
    Unit unit = row.unit();
    boolean treated = unit.arm() == contrast.arm();
    if (!treated && unit.arm() != contrast.reference()) {
      return new double[2];
    }
    double[] p = row.propensity();
    double share = p[contrast.arm()] / (p[contrast.arm()] + p[contrast.reference()]);
    double expected =
        share * row.outcome()[contrast.arm()] + (1 - share) * row.outcome()[contrast.reference()];
    return new double[] {unit.outcome() - expected, (treated ? 1 : 0) - share};
  }
}
