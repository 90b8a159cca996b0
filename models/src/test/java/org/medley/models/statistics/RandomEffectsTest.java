package org.medley.models.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RandomEffectsTest {
  /** Cases and others, vaccinated and not, of 13 trials (Colditz et al., JAMA 1994;271:698). */
  private static final double[][] BCG = {
    {4, 119, 11, 128},
    {6, 300, 29, 274},
    {3, 228, 11, 209},
    {62, 13536, 248, 12619},
    {33, 5036, 47, 5761},
    {180, 1361, 372, 1079},
    {8, 2537, 10, 619},
    {505, 87886, 499, 87892},
    {29, 7470, 45, 7232},
    {17, 1699, 65, 1600},
    {186, 50448, 141, 27197},
    {5, 2493, 3, 2338},
    {27, 16886, 29, 17825}
  };

  /** Mean and variance as metafor prints them for method DL (Viechtbauer, J Stat Softw 2010;36). */
  @Test
  void theTrialsOfTheVaccineAreSummedUpAsInTheLiterature() {
    double[] values = new double[BCG.length];
    double[] errors = new double[BCG.length];
    for (int i = 0; i < BCG.length; i++) {
      double[] t = BCG[i];
      double treated = t[0] + t[1];
      double control = t[2] + t[3];
      values[i] = Math.log(t[0] / treated / (t[2] / control));
      errors[i] = Math.sqrt(1 / t[0] - 1 / treated + 1 / t[2] - 1 / control);
    }
    RandomEffects sum = RandomEffects.of(values, errors);
    assertThat(sum.mean()).isCloseTo(-0.7141, within(5e-5));
    assertThat(sum.between()).isCloseTo(0.3088, within(5e-5));
    assertThat(sum.newLow()).isLessThan(sum.low());
    assertThat(sum.newHigh()).isGreaterThan(sum.high()).isPositive();
    assertThat(sum.high()).isNegative();
  }

  @Test
  void equalClustersHaveNothingBetweenThemAndTwoPromiseNothingOfAThird() {
    RandomEffects sum = RandomEffects.of(new double[] {1, 1}, new double[] {0.1, 0.2});
    assertThat(sum.mean()).isEqualTo(1);
    assertThat(sum.between()).isZero();
    assertThat(sum.newLow()).isNaN();
    assertThatThrownBy(() -> RandomEffects.of(new double[] {1}, new double[] {1}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("two estimates");
  }
}
