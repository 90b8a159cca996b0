package org.medley.jobs.unit;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * From one unit to another: {@code value * factor + offset}. Reckoned in decimals, as values are
 * stated, and rounded to 15 significant digits, so that 98.6 [degF] are 37 Cel and not a little
 * less.
 *
 * @param factor multiplies the value
 * @param offset is added after that; in the target unit
 */
record Conversion(BigDecimal factor, BigDecimal offset) implements Serializable {
  private static final MathContext DIGITS = new MathContext(15);

  /** Leaves numbers as they are. */
  static final Conversion IDENTITY = scale(BigDecimal.ONE);

  /** By a factor alone. */
  static Conversion scale(BigDecimal factor) {
    return new Conversion(factor, BigDecimal.ZERO);
  }

  /** The finite {@code value} in the target unit; infinite where that is beyond a double. */
  double apply(double value) {
    return isIdentity()
        ? value
        : BigDecimal.valueOf(value).multiply(factor).add(offset).round(DIGITS).doubleValue();
  }

  private boolean isIdentity() {
    return factor.compareTo(BigDecimal.ONE) == 0 && offset.signum() == 0;
  }
}
