package org.medley.models.association;

import org.medley.models.optimise.Cholesky;

/**
 * Least squares from sums: the correlations of covariates, genotype and phenotype, in this order,
 * are factored, and the last two rows of the factor hold the answer.
 */
final class LeastSquares {
  /** Predictors that correlate more are taken for the same, as in plink 1.9. */
  private static final double MOST_CORRELATION = 0.999;

  /** The largest variance inflation factor, plink 1.9's standard. */
  private static final double MOST_INFLATION = 50;

  /** For logistic regression, where plink 1.9 looks for no inflation but for a singular matrix. */
  private static final double MOST_INFLATION_OF_ODDS = 50_000;

  private static final double LEAST_PIVOT = 1e-12;

  private final Moments moments;
  private final int predictors;
  private final double[] deviations;
  private final double[][] factor;

  private LeastSquares(Moments moments, int predictors) {
    this.moments = moments;
    this.predictors = predictors;
    this.factor = moments.centred();
    this.deviations = new double[predictors + 1];
    for (int i = 0; i <= predictors; i++) {
      deviations[i] = Math.sqrt(factor[i][i]);
    }
    for (int i = 0; i <= predictors; i++) {
      for (int j = 0; j < i; j++) {
        factor[i][j] /= deviations[i] * deviations[j];
      }
      factor[i][i] = 1;
    }
  }

  /**
   * Why no coefficient of a logistic regression can be had; null: it may be.
   *
   * @param columns covariates with the intercept
   */
  static Unavailable obstacle(Moments moments, int columns) {
    return obstacle(moments, columns, 1, MOST_INFLATION_OF_ODDS);
  }

  private static Unavailable obstacle(
      Moments moments, int columns, double mostCorrelation, double mostInflation) {
    if (moments.rows() <= columns + 1) {
      return Unavailable.TOO_FEW;
    }
    if (moments.isMonomorphic()) {
      return Unavailable.MONOMORPHIC;
    }
    LeastSquares squares = new LeastSquares(moments, columns);
    if (!(squares.deviations[columns] > 0)) {
      return Unavailable.ONE_PHENOTYPE;
    }
    return squares.isCollinear(mostCorrelation, mostInflation) ? Unavailable.COLLINEAR : null;
  }

  /**
   * The coefficient of the genotype.
   *
   * @param columns covariates with the intercept
   */
  static Association fit(Moments moments, int columns) {
    Unavailable obstacle = obstacle(moments, columns, MOST_CORRELATION, MOST_INFLATION);
    return obstacle == null
        ? new LeastSquares(moments, columns).coefficient()
        : Association.none(moments.rows(), obstacle);
  }

  private boolean isCollinear(double mostCorrelation, double mostInflation) {
    for (int i = 0; i < predictors; i++) {
      for (int j = 0; j < i; j++) {
        if (!(factor[i][j] <= mostCorrelation)) {
          return true;
        }
      }
    }
    return !Cholesky.factor(factor, predictors, LEAST_PIVOT)
        || !(Cholesky.largestOfInverse(factor, predictors) <= mostInflation);
  }

  private Association coefficient() {
    if (!Cholesky.factor(factor, predictors + 1, LEAST_PIVOT)) {
      return Association.none(moments.rows(), Unavailable.NO_RESIDUAL);
    }
    int genotype = predictors - 1;
    double unit = deviations[predictors] / (factor[genotype][genotype] * deviations[genotype]);
    double beta = factor[predictors][genotype] * unit;
    int freedom = moments.rows() - predictors - 1;
    double standardError = factor[predictors][predictors] * unit / Math.sqrt(freedom);
    return Association.linear(moments.rows(), beta, standardError, freedom);
  }
}
