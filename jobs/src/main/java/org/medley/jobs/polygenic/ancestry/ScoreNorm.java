package org.medley.jobs.polygenic.ancestry;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.SingularMatrixException;

/**
 * What sums of a score are expected at a place among ancestries: the mean by linear regression on
 * the components, and the logarithm of the variance by regression of the squared residuals on them
 * (gamma distribution, log link), as the two steps of Khan et al., Nat Med 2022;28:1412,
 * doi:10.1038/s41591-022-01869-1. pgsc_calc calls them Z_norm1 and Z_norm2; its second step is
 * linear first, and gamma where a variance would come out negative, while here it is gamma always.
 * The first alone is Khera et al., Circulation 2019;139:1593,
 * doi:10.1161/CIRCULATIONAHA.118.035658.
 */
final class ScoreNorm {
  /** Components that it looks at, as pgsc_calc by default. */
  static final int COMPONENTS = 4;

  /** Of fewer samples nothing is said. */
  static final int LEAST_SAMPLES = 10;

  private static final int MOST_STEPS = 100;
  private static final int MOST_HALVINGS = 40;
  private static final double TOLERANCE = 1e-7;

  private final double[] mean;
  private final double[] logVariance;
  private final String method;

  private ScoreNorm(double[] mean, double[] logVariance, String method) {
    this.mean = mean;
    this.logVariance = logVariance;
    this.method = method;
  }

  /**
   * The norm of these sums.
   *
   * @param design one row per sample: 1, and its places on the components; without these, 1 alone
   * @param sums one per sample
   * @param absence why there are no components; null: there are
   */
  static ScoreNorm of(double[][] design, double[] sums, String absence) {
    int samples = sums.length;
    if (samples < LEAST_SAMPLES) {
      return none("none: %d samples, and at least %d are needed".formatted(samples, LEAST_SAMPLES));
    }
    double average = Arrays.stream(sums).sum() / samples;
    double scatter = 0;
    for (double sum : sums) {
      scatter += (sum - average) * (sum - average);
    }
    double size = Arrays.stream(sums).map(Math::abs).max().orElse(0);
    if (!(scatter / samples > 1e-24 * size * size)) {
      return none("none: all samples have the same sum");
    }
    if (absence != null) {
      return cohort(average, scatter / (samples - 1), absence);
    }
    int components = design[0].length - 1;
    try {
      double[] mean = leastSquares(design, sums);
      double[] squares = new double[samples];
      double left = 0;
      for (int i = 0; i < samples; i++) {
        double residual = sums[i] - at(mean, design[i]);
        squares[i] = residual * residual;
        left += squares[i];
      }
      if (!(left > 1e-12 * scatter)) {
        return cohort(average, scatter / (samples - 1), "components explain all of it");
      }
      return ofResiduals(design, mean, squares, left / samples, components);
    } catch (SingularMatrixException e) {
      return cohort(average, scatter / (samples - 1), "components depend on each other");
    }
  }

  private static ScoreNorm ofResiduals(
      double[][] design, double[] mean, double[] squares, double variance, int components) {
    double[] relative = Arrays.stream(squares).map(square -> square / variance).toArray();
    double[] logVariance = gamma(design, relative);
    boolean modelled = logVariance != null;
    double[] found = modelled ? logVariance : new double[components + 1];
    found[0] += Math.log(variance);
    String parts = modelled ? "mean and variance" : "mean";
    return new ScoreNorm(mean, found, "ancestry: %s by %d components".formatted(parts, components));
  }

  private static ScoreNorm none(String why) {
    return new ScoreNorm(null, null, why);
  }

  private static ScoreNorm cohort(double average, double variance, String why) {
    return new ScoreNorm(
        new double[] {average},
        new double[] {Math.log(variance)},
        "cohort: mean and standard deviation, %s".formatted(why));
  }

  /** How it was found, or why it was not. */
  String method() {
    return method;
  }

  /** Coefficients of the mean, the constant first; null: nothing is said. */
  double[] mean() {
    return mean == null ? null : mean.clone();
  }

  /** Coefficients of the logarithm of the variance; null as above. */
  double[] logVariance() {
    return logVariance == null ? null : logVariance.clone();
  }

  private static double[] leastSquares(double[][] design, double[] values) {
    double[][] products = new double[design[0].length][design[0].length];
    double[] sides = new double[design[0].length];
    for (int i = 0; i < design.length; i++) {
      add(products, sides, design[i], 1, values[i]);
    }
    return solve(products, sides);
  }

  private static void add(
      double[][] products, double[] sides, double[] row, double weight, double value) {
    for (int j = 0; j < row.length; j++) {
      sides[j] += row[j] * value;
      for (int k = 0; k < row.length; k++) {
        products[j][k] += weight * row[j] * row[k];
      }
    }
  }

  private static double[] solve(double[][] products, double[] sides) {
    return new LUDecomposition(new Array2DRowRealMatrix(products, false))
        .getSolver()
        .solve(new ArrayRealVector(sides, false))
        .toArray();
  }

  /**
   * Coefficients of the logarithm of the mean of gamma distributed values, by Newton's method with
   * halved steps on the sum of y / m + log m, which is convex; null if no minimum was found.
   */
  private static double[] gamma(double[][] design, double[] values) {
    double[] beta = new double[design[0].length];
    double before = loss(design, values, beta);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[][] curvature = new double[beta.length][beta.length];
      double[] slope = new double[beta.length];
      for (int i = 0; i < design.length; i++) {
        double ratio = values[i] * Math.exp(-at(beta, design[i]));
        add(curvature, slope, design[i], ratio, ratio - 1);
      }
      double[] move = solve(curvature, slope);
      double share = 1;
      double[] next = moved(beta, move, share);
      double after = loss(design, values, next);
      for (int i = 0; i < MOST_HALVINGS && !(after <= before); i++) {
        share /= 2;
        next = moved(beta, move, share);
        after = loss(design, values, next);
      }
      double largest = Arrays.stream(move).map(Math::abs).max().orElse(0);
      if (!(after <= before)) {
        return largest < TOLERANCE ? beta : null;
      }
      if (largest < TOLERANCE) {
        return next;
      }
      beta = next;
      before = after;
    }
    return null;
  }

  private static double[] moved(double[] beta, double[] move, double share) {
    double[] next = beta.clone();
    for (int j = 0; j < next.length; j++) {
      next[j] += share * move[j];
    }
    return next;
  }

  private static double loss(double[][] design, double[] values, double[] beta) {
    double loss = 0;
    for (int i = 0; i < design.length; i++) {
      double log = at(beta, design[i]);
      loss += values[i] * Math.exp(-log) + log;
    }
    return loss;
  }

  private static double at(double[] beta, double[] row) {
    double sum = 0;
    for (int j = 0; j < beta.length; j++) {
      sum += beta[j] * row[j];
    }
    return sum;
  }
}
