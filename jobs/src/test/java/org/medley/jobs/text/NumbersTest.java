package org.medley.jobs.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class NumbersTest {
  @Test
  void numbersReadTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(Numbers.count(484_210)).isEqualTo("484,210");
      assertThat(Numbers.duration(Duration.ofMillis(12_345))).isEqualTo("12.3 s");
      assertThat(Numbers.percent(0.1234, 1)).isEqualTo("12.3\u00a0%");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void cellsHaveAtMostSixDecimals() {
    assertThat(Numbers.cell(0.123456789)).isEqualTo("0.123457");
    assertThat(Numbers.cell(1234567.25)).isEqualTo("1234567.25");
    assertThat(Numbers.cell(3)).isEqualTo("3.0");
    assertThat(Numbers.cell(0)).isEqualTo("0.0");
    assertThat(Numbers.cell(-1.5)).isEqualTo("-1.5");
    assertThat(Numbers.cell(1.23456789e-7)).isEqualTo("1.23457E-7");
    assertThat(Numbers.cell(Double.NaN)).isEqualTo("NaN");
  }

  @Test
  void roundedNumbersHaveThreeDigitsThatMatter() {
    assertThat(Numbers.rounded(195.182635)).isEqualTo("195");
    assertThat(Numbers.rounded(-1234.5)).isEqualTo("−1235");
    assertThat(Numbers.rounded(37.828917)).isEqualTo("37.8");
    assertThat(Numbers.rounded(-0.0123456)).isEqualTo("−0.0123");
    assertThat(Numbers.rounded(2)).isEqualTo("2");
    assertThat(Numbers.rounded(0)).isEqualTo("0");
    assertThat(Numbers.rounded(Double.NaN)).isEqualTo("–");
  }

  @Test
  void decimalsHaveATrueMinusAndRoundHalvesAway() {
    assertThat(Numbers.decimal(-0.065, 2)).isEqualTo("−0.07");
    assertThat(Numbers.decimal(-0.001, 2)).isEqualTo("0.00");
    assertThat(Numbers.decimal(Double.POSITIVE_INFINITY, 2)).isEqualTo("–");
  }

  @Test
  void longSpansAreToldInMinutesAndHours() {
    assertThat(Numbers.duration(Duration.ofSeconds(125))).isEqualTo("2 min 05 s");
    assertThat(Numbers.duration(Duration.ofMinutes(187))).isEqualTo("3 h 07 min");
  }

  @Test
  void textIsCutAtItsWidthOnTheScreen() {
    assertThat(DisplayWidth.of("日本a\u0301")).isEqualTo(5);
    assertThat(DisplayWidth.cut("日本語", 4)).isEqualTo("日…");
    assertThat(DisplayWidth.cut("abcd", 4)).isEqualTo("abcd");
  }
}
