package org.medley.models.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularMatrixException;

/**
 * Unpenalised logistic regression on few covariates by Newton's method, with offset, weights and
 * either the model-based covariance or, given clusters, the sandwich of Liang and Zeger (Biometrika
 * 1986;73:13) with the factor G/(G-1).
 *
 * @param coefficients in the order of the design's columns
 * @param covariance of the coefficients
 * @param converged false if the maximum does not exist (separation) or was not found
 */
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
public record LogisticFit(double[] coefficients, double[][] covariance, boolean converged) {
  private static final int MOST_STEPS = 60;
  private static final double TOLERANCE = 1e-10;
  private static final double LEAST = 1e-12;

  /**
   * Fits {@code label} on {@code design} (rows of covariates; an intercept is a column of ones).
   *
   * @param offset added to the linear predictor, one per row
   * @param clusters null: model-based covariance
   */
  public static LogisticFit fit(
      double[][] design, double[] label, double[] offset, double[] weight, Clusters clusters) {
    int k = design[0].length;
    double[] beta = new double[k];
    double before = logLikelihood(design, label, offset, weight, beta);
    boolean done = false;
    for (int step = 0; step < MOST_STEPS && !done; step++) {
      double[] move;
      try {
        move =
            solve(
                information(design, offset, weight, beta),
                sum(scores(design, label, offset, weight, beta), k));
      } catch (SingularMatrixException e) {
        return failed(k);
      }
      double[] next = halved(design, label, offset, weight, beta, move, before);
      double after = logLikelihood(design, label, offset, weight, next);
      done = close(next, beta);
      beta = next;
      before = after;
    }
    if (!done) {
      return failed(k);
    }
    return new LogisticFit(beta, covariance(design, label, offset, weight, beta, clusters), true);
  }

  /** Standard error of coefficient {@code j}. */
  public double standardError(int j) {
    return Math.sqrt(covariance[j][j]);
  }

  /** The inverse logit. */
  public static double expit(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** The log odds of {@code p}, which is first cut to [1e-12, 1 - 1e-12]. */
  public static double logit(double p) {
    double inside = Math.min(Math.max(p, LEAST), 1 - LEAST);
    return Math.log(inside / (1 - inside));
  }

  private static LogisticFit failed(int k) {
    double[] nothing = new double[k];
    Arrays.fill(nothing, Double.NaN);
    double[][] covariance = new double[k][k];
    Arrays.setAll(covariance, i -> nothing.clone());
    return new LogisticFit(nothing, covariance, false);
  }

  private static double[] halved(
      double[][] design,
      double[] label,
      double[] offset,
      double[] weight,
      double[] beta,
      double[] move,
      double before) {
    double[] next = beta;
    for (double size = 1; size > 1e-6; size /= 2) {
      next = beta.clone();
      for (int j = 0; j < next.length; j++) {
        next[j] += size * move[j];
      }
      if (logLikelihood(design, label, offset, weight, next) >= before - 1e-9) {
        break;
      }
    }
    return next;
  }

  private static double linear(double[] row, double offset, double[] beta) {
    double sum = offset;
    for (int j = 0; j < beta.length; j++) {
      sum += row[j] * beta[j];
    }
    return sum;
  }

  private static double logLikelihood(
      double[][] design, double[] label, double[] offset, double[] weight, double[] beta) {
    double sum = 0;
    for (int i = 0; i < label.length; i++) {
      double x = linear(design[i], offset[i], beta);
      double softplus = x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
      sum += weight[i] * (label[i] * x - softplus);
    }
    return sum;
  }

  private static double[][] scores(
      double[][] design, double[] label, double[] offset, double[] weight, double[] beta) {
    double[][] scores = new double[label.length][beta.length];
    for (int i = 0; i < label.length; i++) {
      double residual = weight[i] * (label[i] - expit(linear(design[i], offset[i], beta)));
      for (int j = 0; j < beta.length; j++) {
        scores[i][j] = residual * design[i][j];
      }
    }
    return scores;
  }

  private static RealMatrix information(
      double[][] design, double[] offset, double[] weight, double[] beta) {
    int k = beta.length;
    double[][] information = new double[k][k];
    for (int i = 0; i < design.length; i++) {
      double p = expit(linear(design[i], offset[i], beta));
      for (int a = 0; a < k; a++) {
        for (int b = 0; b < k; b++) {
          information[a][b] += weight[i] * p * (1 - p) * design[i][a] * design[i][b];
        }
      }
    }
    return new Array2DRowRealMatrix(information, false);
  }

  private static double[][] covariance(
      double[][] design,
      double[] label,
      double[] offset,
      double[] weight,
      double[] beta,
      Clusters clusters) {
    int k = beta.length;
    RealMatrix inverse =
        new LUDecomposition(information(design, offset, weight, beta)).getSolver().getInverse();
    if (clusters == null) {
      return inverse.getData();
    }
    double[][] sums = new double[clusters.count()][k];
    double[][] scores = scores(design, label, offset, weight, beta);
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < k; j++) {
        sums[clusters.of()[i]][j] += scores[i][j];
      }
    }
    RealMatrix byCluster = new Array2DRowRealMatrix(sums, false);
    double factor = clusters.count() / (clusters.count() - 1.0);
    RealMatrix meat = byCluster.transpose().multiply(byCluster).scalarMultiply(factor);
    return inverse.multiply(meat).multiply(inverse).getData();
  }

  private static double[] solve(RealMatrix information, double[] gradient) {
    return new LUDecomposition(information)
        .getSolver()
        .solve(new ArrayRealVector(gradient, false))
        .toArray();
  }

  private static double[] sum(double[][] rows, int k) {
    double[] sum = new double[k];
    for (double[] row : rows) {
      Arrays.setAll(sum, j -> sum[j] + row[j]);
    }
    return sum;
  }

  private static boolean close(double[] a, double[] b) {
    return IntStream.range(0, a.length)
        .allMatch(j -> Math.abs(a[j] - b[j]) <= TOLERANCE * (1 + Math.abs(a[j])));
  }
}
