package org.medley.jobs.source.csv;

import java.math.BigDecimal;

/** Units of time in which registries count; a month is 30.4375 days and a year 365.25. */
enum Span {
  MINUTES("0.000694444444444444444444"),
  HOURS("0.041666666666666666666667"),
  DAYS("1"),
  WEEKS("7"),
  MONTHS("30.4375"),
  YEARS("365.25");

  private final BigDecimal days;

  Span(String days) {
    this.days = new BigDecimal(days);
  }

  /** So many of this unit in days. */
  BigDecimal days(BigDecimal number) {
    return number.multiply(days);
  }
}
