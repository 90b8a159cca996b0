package org.medley.models.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.medley.models.matrix.Covariate;

class WordsTest {
  @Test
  void reasonNamesCovariateValueUnitAndDirection() {
    assertThat(Words.reason(covariate("last", "%", true), 8.1, 0.4))
        .isEqualTo("Hemoglobin A1c, last value within 365 days: 8.1 % (raises the risk)");
    assertThat(Words.reason(covariate("last", "%", true), null, -0.1))
        .isEqualTo("Hemoglobin A1c, last value within 365 days: not recorded (lowers the risk)");
  }

  @Test
  void flagsAreYesOrNoAndCountsAreNumbers() {
    assertThat(Words.reason(covariate("any", null, false), 1.0, 1)).contains(": yes (raises");
    assertThat(Words.reason(covariate("any", null, false), 0.0, -1)).contains(": no (lowers");
    assertThat(Words.reason(covariate("count", "{visits}", false), 3.0, 1))
        .contains(": 3 visits (raises");
  }

  @Test
  void numbersAreShort() {
    assertThat(Words.number(1234567.891)).isEqualTo("1234567.89");
    assertThat(Words.number(0.000123456)).isEqualTo("0.000123");
    assertThat(Words.number(100)).isEqualTo("100");
    assertThat(Words.number(-0.0)).isEqualTo("0");
  }

  private static Covariate covariate(String aggregate, String unit, boolean missing) {
    return new Covariate(
        0,
        "measurement_hba1c_last_365d",
        "measurements",
        aggregate,
        unit,
        "Hemoglobin A1c, last value within 365 days",
        missing,
        0,
        0);
  }
}
