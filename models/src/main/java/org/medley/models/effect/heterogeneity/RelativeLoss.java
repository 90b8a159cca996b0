package org.medley.models.effect.heterogeneity;

import org.medley.models.effect.average.Scored;
import org.medley.models.effect.average.ScoredSample;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.effect.unit.Unit;

/**
 * The R-score: 1 less the ratio of the R-losses (Nie and Wager, Biometrika 2021;108:299) of the
 * predicted effects and of the best constant effect, both held out (as the RScorer of EconML; here
 * the constant is learnt from the other folds as well). Above 0 the predictions beat a constant.
 */
final class RelativeLoss {
  private RelativeLoss() {}

  static double of(ScoredSample sample, Contrast contrast, int number) {
    int folds = sample.rows().stream().mapToInt(r -> r.unit().fold()).max().orElse(0) + 1;
    double[] products = new double[folds];
    double[] squares = new double[folds];
    for (Scored row : sample.rows()) {
      double[] residuals = residuals(row, contrast);
      products[row.unit().fold()] += row.unit().weight() * residuals[0] * residuals[1];
      squares[row.unit().fold()] += row.unit().weight() * residuals[1] * residuals[1];
    }
    double allProducts = java.util.Arrays.stream(products).sum();
    double allSquares = java.util.Arrays.stream(squares).sum();
    double loss = 0;
    double base = 0;
    for (Scored row : sample.rows()) {
      int fold = row.unit().fold();
      double constant = (allProducts - products[fold]) / (allSquares - squares[fold]);
      double[] residuals = residuals(row, contrast);
      double own = residuals[0] - residuals[1] * row.effect()[number];
      double same = residuals[0] - residuals[1] * constant;
      loss += row.unit().weight() * own * own;
      base += row.unit().weight() * same * same;
    }
    return 1 - loss / base;
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
