package org.medley.models.evaluate.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThresholdsTest {
  @Test
  void namesHoldTheDigitsOfTheThreshold() {
    assertThat(Thresholds.name("ppv", 0.05)).isEqualTo("ppv_005");
    assertThat(Thresholds.name("ppv", 0.5)).isEqualTo("ppv_050");
    assertThat(Thresholds.name("ppv", 0.125)).isEqualTo("ppv_0125");
  }

  @Test
  void thresholdsAreReadBackFromNames() {
    for (double t : new double[] {0.01, 0.05, 0.1, 0.125, 0.3333, 0.99}) {
      assertThat(Thresholds.of(Thresholds.name("net_benefit_all", t))).hasValue(t);
    }
    assertThat(Thresholds.of("auroc")).isEmpty();
    assertThat(Thresholds.of("calibration_observed_10")).isEmpty();
  }
}
