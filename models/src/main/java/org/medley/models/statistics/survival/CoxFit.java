package org.medley.models.statistics.survival;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularMatrixException;

/**
 * Cox's proportional hazards regression (J R Stat Soc B 1972;34:187) on few covariates, ties after
 * Efron (JASA 1977;72:557), by Newton's method, with weights and an optional ridge penalty. Numbers
 * are those of R's {@code coxph(ties = "efron")}.
 *
 * @param coefficients in the order of the covariates
 * @param covariance inverse of the (penalised) information
 * @param logLikelihood at zero and at the coefficients, without the penalty
 * @param baseline uncentred: of a subject whose covariates are all zero
 * @param converged false if the maximum does not exist or was not found
 */
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
public record CoxFit(
    double[] coefficients,
    double[][] covariance,
    double[] logLikelihood,
    Baseline baseline,
    boolean converged) {
  private static final int MOST_STEPS = 50;
  private static final double TOLERANCE = 1e-10;
  private static final double FARTHEST = 200;

  /**
   * Cumulative baseline hazard, a step function with Efron's increments at the times of events.
   *
   * @param time of the steps, ascending
   * @param hazard from each step on
   */
  public record Baseline(double[] time, double[] hazard) {
    /** The hazard at {@code t}, steps at t included; 0 before the first. */
    public double at(double t) {
      int i = Arrays.binarySearch(time, t);
      int last = i >= 0 ? i : -i - 2;
      return last < 0 ? 0 : hazard[last];
    }
  }

  /** The unpenalised fit to samples in any order. */
  public static CoxFit fit(double[] time, boolean[] event, double[][] x, double[] weight) {
    return fit(time, event, x, weight, 0, 0);
  }

  /**
   * The fit that maximises the log partial likelihood less ridge/2 times the sum of the squared
   * coefficients.
   *
   * @param gain 0: until the coefficients stand still; above 0: until a step changes the log
   *     likelihood by at most this share, the rule of R's {@code coxph} ({@code eps})
   */
  public static CoxFit fit(
      double[] time, boolean[] event, double[][] x, double[] weight, double ridge, double gain) {
    int[] order =
        IntStream.range(0, time.length)
            .filter(i -> weight[i] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> time[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int k = x.length == 0 ? 0 : x[0].length;
    double[] means = means(x, weight, order, k);
    PartialLikelihood likelihood = new PartialLikelihood(time, event, x, weight, order, means);
    double[] beta = new double[k];
    PartialLikelihood.Terms terms = likelihood.at(beta);
    double atZero = terms.value();
    boolean done = terms.events() == 0;
    for (int step = 0; step < MOST_STEPS && !done; step++) {
      double[] move = newton(terms, beta, ridge);
      if (move == null) {
        return failed(k);
      }
      double[] next = moved(beta, move);
      PartialLikelihood.Terms after = likelihood.at(next);
      while (!(penalised(after, next, ridge) >= penalised(terms, beta, ridge) - 1e-9)
          && largest(move) > 1e-12) {
        move = Arrays.stream(move).map(d -> d / 2).toArray();
        next = moved(beta, move);
        after = likelihood.at(next);
      }
      done = gain > 0 ? Math.abs(1 - terms.value() / after.value()) <= gain : close(next, beta);
      beta = next;
      terms = after;
    }
    if (!done || terms.events() == 0 || largest(beta) > FARTHEST) {
      return failed(k);
    }
    RealMatrix inverse = inverse(information(terms, ridge));
    return inverse == null
        ? failed(k)
        : new CoxFit(
            beta,
            inverse.getData(),
            new double[] {atZero, terms.value()},
            likelihood.baseline(beta),
            true);
  }

  /** Standard error of coefficient {@code j}. */
  public double standardError(int j) {
    return Math.sqrt(covariance[j][j]);
  }

  /** Twice the gain in log likelihood over no covariates, chi-squared under the null. */
  public double likelihoodRatio() {
    return 2 * (logLikelihood[1] - logLikelihood[0]);
  }

  /** The sum of coefficients times covariates. */
  public double linear(double[] row) {
    double sum = 0;
    for (int j = 0; j < coefficients.length; j++) {
      sum += coefficients[j] * row[j];
    }
    return sum;
  }

  /** Predicted probability of the event by {@code t} for covariates {@code row}. */
  public double risk(double t, double[] row) {
    return -Math.expm1(-baseline.at(t) * Math.exp(linear(row)));
  }

  private static CoxFit failed(int k) {
    double[] nothing = new double[k];
    Arrays.fill(nothing, Double.NaN);
    double[][] covariance = new double[k][k];
    Arrays.setAll(covariance, i -> nothing.clone());
    return new CoxFit(
        nothing,
        covariance,
        new double[] {Double.NaN, Double.NaN},
        new Baseline(new double[0], new double[0]),
        false);
  }

  private static double[] means(double[][] x, double[] weight, int[] order, int k) {
    double[] means = new double[k];
    double total = 0;
    for (int i : order) {
      total += weight[i];
      for (int j = 0; j < k; j++) {
        means[j] += weight[i] * x[i][j];
      }
    }
    double all = total;
    return Arrays.stream(means).map(m -> m / all).toArray();
  }

  private static double penalised(PartialLikelihood.Terms terms, double[] beta, double ridge) {
    return terms.value() - ridge / 2 * Arrays.stream(beta).map(b -> b * b).sum();
  }

  private static double[] newton(PartialLikelihood.Terms terms, double[] beta, double ridge) {
    double[] gradient = new double[beta.length];
    Arrays.setAll(gradient, j -> terms.gradient()[j] - ridge * beta[j]);
    try {
      return new LUDecomposition(information(terms, ridge))
          .getSolver()
          .solve(new ArrayRealVector(gradient, false))
          .toArray();
    } catch (SingularMatrixException e) {
      return null;
    }
  }

  private static RealMatrix inverse(RealMatrix information) {
    LUDecomposition decomposition = new LUDecomposition(information);
    return decomposition.getSolver().isNonSingular()
        ? decomposition.getSolver().getInverse()
        : null;
  }

  private static RealMatrix information(PartialLikelihood.Terms terms, double ridge) {
    RealMatrix information = new Array2DRowRealMatrix(terms.information());
    for (int j = 0; j < information.getRowDimension(); j++) {
      information.addToEntry(j, j, ridge);
    }
    return information;
  }

  private static double[] moved(double[] beta, double[] move) {
    double[] next = new double[beta.length];
    Arrays.setAll(next, j -> beta[j] + move[j]);
    return next;
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  private static boolean close(double[] a, double[] b) {
    return IntStream.range(0, a.length)
        .allMatch(j -> Math.abs(a[j] - b[j]) <= TOLERANCE * (1 + Math.abs(a[j])));
  }
}
