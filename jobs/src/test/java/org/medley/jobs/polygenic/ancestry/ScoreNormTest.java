package org.medley.jobs.polygenic.ancestry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoreNormTest {
  @Test
  void findsTheMeanAndTheVarianceThatSumsWereDrawnFrom() {
    Random random = new Random(1);
    double[][] design = new double[20_000][];
    double[] sums = new double[design.length];
    for (int i = 0; i < sums.length; i++) {
      design[i] = new double[] {1, random.nextGaussian(), random.nextGaussian()};
      double deviation = Math.exp(0.5 * (-1 + 0.8 * design[i][1]));
      sums[i] = 3 - 2 * design[i][1] + 0.5 * design[i][2] + deviation * random.nextGaussian();
    }

    ScoreNorm norm = ScoreNorm.of(design, sums, null);

    assertThat(norm.method()).isEqualTo("ancestry: mean and variance by 2 components");
    assertThat(norm.mean()).containsExactly(new double[] {3, -2, 0.5}, within(0.02));
    assertThat(norm.logVariance()).containsExactly(new double[] {-1, 0.8, 0}, within(0.04));
    double[] standardised =
        IntStream.range(0, sums.length).mapToDouble(i -> z(norm, design[i], sums[i])).toArray();
    assertThat(Arrays.stream(standardised).map(z -> z * z).average().orElseThrow())
        .isCloseTo(1, within(1e-6));
    assertThat(Arrays.stream(standardised).average().orElseThrow()).isCloseTo(0, within(0.01));
  }

  @Test
  void takesTheCohortWhereThereAreNoComponents() {
    double[] sums = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    double[][] design = new double[10][];
    Arrays.setAll(design, i -> new double[] {1});

    ScoreNorm norm = ScoreNorm.of(design, sums, "no components: why");

    assertThat(norm.method()).isEqualTo("cohort: mean and standard deviation, no components: why");
    assertThat(norm.mean()).containsExactly(5.5);
    assertThat(Math.exp(norm.logVariance()[0])).isCloseTo(82.5 / 9, within(1e-12));
  }

  @Test
  void saysNothingOfFewSamplesOrOfOneSum() {
    double[][] design = new double[12][];
    Arrays.setAll(design, i -> new double[] {1, i});

    ScoreNorm few = ScoreNorm.of(Arrays.copyOf(design, 9), new double[9], null);
    ScoreNorm same = ScoreNorm.of(design, new double[12], null);

    assertThat(few.method()).isEqualTo("none: 9 samples, and at least 10 are needed");
    assertThat(few.mean()).isNull();
    assertThat(same.method()).isEqualTo("none: all samples have the same sum");
    assertThat(same.logVariance()).isNull();
  }

  private static double z(ScoreNorm norm, double[] row, double sum) {
    return (sum - at(norm.mean(), row)) / Math.exp(at(norm.logVariance(), row) / 2);
  }

  private static double at(double[] coefficients, double[] row) {
    return IntStream.range(0, row.length).mapToDouble(i -> coefficients[i] * row[i]).sum();
  }
}
