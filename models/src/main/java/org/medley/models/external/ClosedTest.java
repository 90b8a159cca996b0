package org.medley.models.external;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealVector;
import org.medley.models.statistics.Clusters;
import org.medley.models.statistics.LogisticFit;
import org.medley.models.statistics.Predictions;

/**
 * Which update of a logistic model the data ask for: the closed testing procedure of Vergouwe et
 * al. (Stat Med 2017;36:4529). The largest model is tested against the model as it is, then against
 * the recalibration in the large, then against the logistic recalibration, each at five percent;
 * the first test that does not reject ends it, and the smaller model of that test is recommended,
 * so that the chance of any update where none is needed stays at five percent.
 *
 * <p>Tests are likelihood ratios. Where subjects have several samples or weights are not one these
 * are not chi-squared, and Wald tests with the sandwich covariance by subject stand in (Liang and
 * Zeger, Biometrika 1986;73:13). The largest model has all coefficients free where a refit can be
 * tested, else intercept and slope.
 *
 * @param recommended the update
 * @param tests in their order, those after the end included
 * @param note why a refit was not among the candidates; empty where it was
 */
public record ClosedTest(UpdateKind recommended, List<Test> tests, String note) {
  /** Level of each test. */
  public static final double ALPHA = 0.05;

  /**
   * One test.
   *
   * @param smaller the model that is kept unless it is rejected
   * @param larger the largest model
   * @param statistic chi-squared under the smaller model
   * @param df degrees of freedom
   * @param p of the statistic; NaN: a fit does not converge
   * @param method likelihood ratio or robust Wald
   */
  public record Test(
      UpdateKind smaller, UpdateKind larger, double statistic, int df, double p, String method) {}

  /** Copies the tests. */
  public ClosedTest {
    tests = List.copyOf(tests);
  }

  /** In a sentence with the p values. */
  public String words() {
    List<String> parts = new ArrayList<>();
    for (Test test : tests) {
      parts.add(
          String.format(
              java.util.Locale.ROOT,
              "%s against %s: chi-squared %.3f, df %d, p %s",
              test.larger.text(),
              test.smaller.text(),
              test.statistic,
              test.df,
              test.p < 1e-4
                  ? "below 0.0001"
                  : String.format(java.util.Locale.ROOT, "%.4f", test.p)));
    }
    return "closed testing (Vergouwe 2017) recommends "
        + recommended.text()
        + ": "
        + String.join("; ", parts)
        + (note.isEmpty() ? "" : "; " + note);
  }

  /** The tests without a refit; {@code note} says why. */
  public static ClosedTest withoutRefit(Predictions p, String note) {
    double[] logits = logits(p);
    double[] none = new double[p.size()];
    LogisticFit line = fit(design(logits, new double[p.size()][0]), p, none);
    List<Test> tests = new ArrayList<>();
    UpdateKind larger = UpdateKind.INTERCEPT_SLOPE;
    if (clusters(p) != null) {
      tests.add(wald(UpdateKind.NONE, larger, line, new int[] {0, 1}, new double[] {0, 1}));
      tests.add(wald(UpdateKind.IN_THE_LARGE, larger, line, new int[] {1}, new double[] {1}));
    } else {
      double full = logLikelihood(design(logits, new double[p.size()][0]), p, none, line);
      tests.add(ratio(UpdateKind.NONE, larger, full - asIs(p, logits), 2));
      tests.add(ratio(UpdateKind.IN_THE_LARGE, larger, full - inTheLarge(p, logits), 1));
    }
    return new ClosedTest(chosen(tests), tests, note);
  }

  /**
   * The tests with a refit.
   *
   * @param x at least two covariates of each sample, of which the log odds are a linear function
   *     with no coefficient of zero; none may be constant
   * @return the tests without a refit where its fit has no maximum
   */
  public static ClosedTest withRefit(Predictions p, double[][] x) {
    double[] logits = logits(p);
    int k = x[0].length;
    double[] none = new double[p.size()];
    UpdateKind larger = UpdateKind.REFIT;
    List<Test> tests = new ArrayList<>();
    double[][] free = design(null, x);
    LogisticFit revised = fit(free, p, logits);
    if (!revised.converged()) {
      return withoutRefit(p, "a refit was not tested: covariates separate the outcomes");
    }
    if (clusters(p) != null) {
      double[] zero = new double[k + 1];
      tests.add(wald(UpdateKind.NONE, larger, revised, IntStream.range(0, k + 1).toArray(), zero));
      tests.add(
          wald(
              UpdateKind.IN_THE_LARGE, larger, revised, IntStream.range(1, k + 1).toArray(), zero));
      double[][] rest =
          Arrays.stream(x).map(r -> Arrays.copyOfRange(r, 1, k)).toArray(double[][]::new);
      LogisticFit beside = fit(design(logits, rest), p, none);
      tests.add(
          wald(
              UpdateKind.INTERCEPT_SLOPE,
              larger,
              beside,
              IntStream.range(2, k + 1).toArray(),
              zero));
    } else {
      double full = logLikelihood(free, p, logits, revised);
      double[][] line = design(logits, new double[p.size()][0]);
      tests.add(ratio(UpdateKind.NONE, larger, full - asIs(p, logits), k + 1));
      tests.add(ratio(UpdateKind.IN_THE_LARGE, larger, full - inTheLarge(p, logits), k));
      double two = logLikelihood(line, p, none, fit(line, p, none));
      tests.add(ratio(UpdateKind.INTERCEPT_SLOPE, larger, full - two, k - 1));
    }
    return new ClosedTest(chosen(tests), tests, "");
  }

  private static UpdateKind chosen(List<Test> tests) {
    for (Test test : tests) {
      if (!(test.p < ALPHA)) {
        return test.smaller;
      }
    }
    return tests.get(0).larger;
  }

  private static double asIs(Predictions p, double[] logits) {
    double[][] nothing = new double[p.size()][0];
    LogisticFit fixed = new LogisticFit(new double[0], new double[0][0], true);
    return logLikelihood(nothing, p, logits, fixed);
  }

  private static double inTheLarge(Predictions p, double[] logits) {
    double[][] ones = design(null, new double[p.size()][0]);
    return logLikelihood(ones, p, logits, fit(ones, p, logits));
  }

  private static Test ratio(UpdateKind smaller, UpdateKind larger, double gain, int df) {
    return test(smaller, larger, Math.max(0, 2 * gain), df, "likelihood ratio");
  }

  private static Test wald(
      UpdateKind smaller, UpdateKind larger, LogisticFit fit, int[] at, double[] under) {
    String method = "Wald, robust by subject";
    if (!fit.converged()) {
      return test(smaller, larger, Double.NaN, at.length, method);
    }
    double[][] covariance = new double[at.length][at.length];
    RealVector apart = new ArrayRealVector(at.length);
    for (int i = 0; i < at.length; i++) {
      apart.setEntry(i, fit.coefficients()[at[i]] - under[i]);
      for (int j = 0; j < at.length; j++) {
        covariance[i][j] = fit.covariance()[at[i]][at[j]];
      }
    }
    RealVector solved =
        new LUDecomposition(new Array2DRowRealMatrix(covariance, false)).getSolver().solve(apart);
    return test(smaller, larger, apart.dotProduct(solved), at.length, method);
  }

  private static Test test(
      UpdateKind smaller, UpdateKind larger, double statistic, int df, String method) {
    double p =
        Double.isNaN(statistic)
            ? Double.NaN
            : df == 0
                ? 1
                : 1 - new ChiSquaredDistribution(null, df).cumulativeProbability(statistic);
    return new Test(smaller, larger, statistic, df, p, method);
  }

  /** Rows of a one, the log odds unless null, and the covariates. */
  private static double[][] design(double[] logits, double[][] x) {
    double[][] design = new double[x.length][];
    int first = logits == null ? 1 : 2;
    for (int i = 0; i < x.length; i++) {
      design[i] = new double[first + x[i].length];
      design[i][0] = 1;
      if (logits != null) {
        design[i][1] = logits[i];
      }
      System.arraycopy(x[i], 0, design[i], first, x[i].length);
    }
    return design;
  }

  private static LogisticFit fit(double[][] design, Predictions p, double[] offset) {
    return LogisticFit.fit(design, p.label(), offset, p.weight(), clusters(p));
  }

  private static Clusters clusters(Predictions p) {
    Clusters clusters = p.clusters();
    return clusters.repeated() || !p.unitWeights() ? clusters : null;
  }

  private static double[] logits(Predictions p) {
    return Arrays.stream(p.score()).map(LogisticFit::logit).toArray();
  }

  /** NaN where the fit did not converge. */
  private static double logLikelihood(
      double[][] design, Predictions p, double[] offset, LogisticFit fit) {
    double sum = fit.converged() ? 0 : Double.NaN;
    for (int i = 0; i < p.size(); i++) {
      double x = offset[i];
      for (int j = 0; j < design[i].length; j++) {
        x += design[i][j] * fit.coefficients()[j];
      }
      double softplus = x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
      sum += p.weight()[i] * (p.label()[i] * x - softplus);
    }
    return sum;
  }
}
