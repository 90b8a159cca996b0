package org.medley.models.effect.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Weights of learners against sums over rows and a fine grid. */
class StackTest {
  private static final int ROWS = 300;
  private static final int FOLDS = 3;
  private static final double STEP = 0.02;

  private final double[][] values = new double[ROWS][];
  private final double[] weight = new double[ROWS];
  private final StackSums sums = new StackSums(FOLDS, 3);

  StackTest() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < ROWS; i++) {
      double x = random.nextDouble() - 0.5;
      double treatment = (i % 2 == 0 ? 1 : 0) - 0.3 - 0.4 * random.nextDouble();
      double good = 1 + 2 * x + 0.3 * random.nextDouble();
      double bad = 3 * random.nextDouble();
      double outcome = treatment * (1 + 1.2 * x) + random.nextDouble() - 0.5;
      values[i] = new double[] {outcome, treatment * good, treatment * bad, treatment};
      weight[i] = 0.5 + random.nextDouble();
      sums.add(i % FOLDS, values[i], weight[i]);
    }
  }

  @Test
  void theLossIsTheMeanOverRows() {
    Stack stack = sums.outside(1 << 1);
    double[] weights = {0.5, 0.2, 0.3};
    assertThat(stack.loss(weights, stack.constant()))
        .isCloseTo(naive(weights, stack.constant(), 1), within(1e-10));
  }

  @Test
  void noWeightsOnAGridAreBetter() {
    Stack stack = sums.outside(0);
    double[] best = stack.weights();
    assertThat(Arrays.stream(best).sum()).isCloseTo(1, within(1e-9));
    assertThat(Arrays.stream(best).min().orElseThrow()).isNotNegative();
    double least = stack.loss(best, stack.constant());
    double onGrid = Double.POSITIVE_INFINITY;
    for (double a = 0; a <= 1 + 1e-9; a += STEP) {
      for (double b = 0; a + b <= 1 + 1e-9; b += STEP) {
        double[] weights = {a, b, 1 - a - b};
        onGrid = Math.min(onGrid, naive(weights, stack.constant(), -1));
      }
    }
    assertThat(least).isBetween(onGrid - 1e-3, onGrid + 1e-9);
    assertThat(best[0]).isGreaterThan(0.3);
  }

  @Test
  void aFoldDecidesNothingForItself() {
    double[] before = sums.outside(1 << 2).weights();
    sums.add(2, new double[] {90, -9, 9, 1}, 100);
    assertThat(sums.outside(1 << 2).weights()).containsExactly(before);
    assertThat(sums.outside(0).weights()).isNotEqualTo(before);
  }

  @Test
  void candidatesThatAreAllTheSameAreNoObstacle() {
    StackSums same = new StackSums(1, 3);
    same.add(0, new double[] {2, 1, 1, 1}, 1);
    same.add(0, new double[] {-1, -1, -1, -1}, 1);
    double[] weights = same.outside(0).weights();
    assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-9));
    assertThat(same.outside(0).constant()).isCloseTo(1.5, within(1e-12));
    assertThat(weights[2]).isEqualTo(1);
  }

  /** The mean loss of rows outside a fold. */
  private double naive(double[] weights, double constant, int without) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < ROWS; i++) {
      if (i % FOLDS != without) {
        double[] v = values[i];
        double expected = weights[0] * v[1] + weights[1] * v[2] + weights[2] * constant * v[3];
        sum += weight[i] * (v[0] - expected) * (v[0] - expected);
        total += weight[i];
      }
    }
    return sum / total;
  }
}
