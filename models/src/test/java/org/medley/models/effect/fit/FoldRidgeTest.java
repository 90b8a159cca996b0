package org.medley.models.effect.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.junit.jupiter.api.Test;

class FoldRidgeTest {
  private static final int ROWS = 200;
  private static final double[][] X = new double[ROWS][];
  private static final double[] Y = new double[ROWS];

  static {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < ROWS; i++) {
      X[i] = new double[] {random.nextDouble(), 5 + random.nextDouble(), i % 2};
      Y[i] = 1 + 2 * X[i][0] - X[i][1] + 0.5 * X[i][2] + 0.1 * random.nextDouble();
    }
  }

  @Test
  void withoutPenaltyIsLeastSquares() {
    RidgeSystem.Solution solution =
        new RidgeSystem(gram(0, ROWS), 3).solve(0, new double[] {1, 1, 1});
    OLSMultipleLinearRegression ols = new OLSMultipleLinearRegression();
    ols.newSampleData(Y, X);
    double[] expected = ols.estimateRegressionParameters();
    assertThat(solution.intercept()).isCloseTo(expected[0], within(1e-8));
    assertThat(solution.coefficients())
        .containsExactly(Arrays.copyOfRange(expected, 1, 4), within(1e-8));
  }

  @Test
  void theFirstColumnsAloneAreAPrefix() {
    RidgeSystem.Solution solution = new RidgeSystem(gram(0, ROWS), 1).solve(0, new double[] {1});
    OLSMultipleLinearRegression ols = new OLSMultipleLinearRegression();
    ols.newSampleData(
        Y, Arrays.stream(X).map(row -> new double[] {row[0]}).toArray(double[][]::new));
    assertThat(solution.coefficients()[0])
        .isCloseTo(ols.estimateRegressionParameters()[1], within(1e-8));
  }

  @Test
  void squaredErrorsFollowFromSums() {
    double[] b = {1, 2, 3};
    double expected = 0;
    for (int i = 0; i < 50; i++) {
      double residual = Y[i] - 0.5 - b[0] * X[i][0] - b[1] * X[i][1] - b[2] * X[i][2];
      expected += residual * residual;
    }
    assertThat(gram(0, 50).squaredError(0.5, b)).isCloseTo(expected, within(1e-8));
  }

  @Test
  void aFoldLeftOutDecidesNothing() {
    double[] shrink = {1, 1, 1};
    List<Gram> folds = new ArrayList<>();
    for (int fold = 0; fold < 4; fold++) {
      folds.add(gram(50 * fold, 50 * fold + 50));
    }
    RidgeSystem.Solution without =
        new FoldRidge(folds, new int[] {1, 3}, shrink).fit(1 << 3).solution();
    Gram other = new Gram(3);
    other.add(new double[] {9, -9, 9}, 1_000, 50);
    folds.set(3, other);
    RidgeSystem.Solution again =
        new FoldRidge(folds, new int[] {1, 3}, shrink).fit(1 << 3).solution();
    assertThat(again.coefficients()).containsExactly(without.coefficients());
    assertThat(without.coefficients()).hasSize(3);
  }

  private static Gram gram(int from, int to) {
    Gram gram = new Gram(3);
    for (int i = from; i < to; i++) {
      gram.add(X[i], Y[i], 1);
    }
    return gram;
  }
}
