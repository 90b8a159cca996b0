package org.medley.models.explain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.medley.models.matrix.Covariate;

/** Reasons in words; the same in every locale. */
public final class Words {
  private static final String FLAG = "any";
  private static final MathContext SMALL = new MathContext(3);

  private Words() {}

  /**
   * One reason, such as {@code Hemoglobin A1c, last value within 365 days: 8.1 % (raises the
   * risk)}.
   *
   * @param value of the covariate; null: missing
   * @param contribution to the log odds; its sign gives the direction
   */
  public static String reason(Covariate covariate, Double value, double contribution) {
    return covariate.description()
        + ": "
        + text(covariate, value)
        + (contribution > 0 ? " (raises the risk)" : " (lowers the risk)");
  }

  private static String text(Covariate covariate, Double value) {
    if (value == null) {
      return "not recorded";
    }
    if (covariate.aggregate().equals(FLAG) && (value == 0 || value == 1)) {
      return value == 1 ? "yes" : "no";
    }
    return number(value) + unit(covariate.unit());
  }

  /** At most two decimals, small values to three significant digits, no trailing zeros. */
  static String number(double value) {
    BigDecimal exact = BigDecimal.valueOf(value);
    BigDecimal rounded =
        Math.abs(value) < 0.1 ? exact.round(SMALL) : exact.setScale(2, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  private static String unit(String ucum) {
    if (ucum == null || ucum.equals("1")) {
      return "";
    }
    String plain = ucum.replaceAll("[{}]", "");
    return plain.isEmpty() ? "" : " " + plain;
  }
}
