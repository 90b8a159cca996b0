package org.medley.models.effect.check;

import java.util.Locale;
import org.medley.models.effect.check.Check.State;
import org.medley.models.effect.sensitivity.MarginalSensitivity;

/** The least factor of unmeasured confounding at which the interval of an effect holds 0. */
final class SensitivityCheck implements DesignCheck {
  private static final String NAME = "marginal_sensitivity";

  @Override
  public Check of(DesignInput input) {
    if (input.sensitivity().isEmpty()) {
      return new Check(
          NAME,
          State.NOT_ASSESSABLE,
          Double.NaN,
          Double.NaN,
          "no bounds are known for the overlap population");
    }
    double least = Double.NaN;
    double sign = Double.NaN;
    String where = "";
    for (int c = 0; c < input.sensitivity().size(); c++) {
      MarginalSensitivity each = input.sensitivity().get(c);
      if (!(each.loses() >= least)) {
        least = each.loses();
        sign = each.changesSign();
        where = input.words(c);
      }
    }
    String detail =
        String.format(
            Locale.ROOT,
            "factor on the odds of an arm (lambda of Tan 2006; bounds of Zhao, Small and"
                + " Bhattacharya 2019) at which the interval holds 0, %s; the bounds themselves"
                + " from %.3g; at most %.0f is tried; a larger one speaks for the effect, there is"
                + " no limit",
            where,
            sign,
            MarginalSensitivity.MOST);
    return new Check(
        NAME, least > 1 ? State.PASS : State.NOT_ASSESSABLE, least, Double.NaN, detail);
  }
}
