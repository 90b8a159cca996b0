package org.medley.models.effect.check;

import java.util.Locale;
import org.medley.models.effect.average.AverageEffect;
import org.medley.models.effect.check.Check.State;

/**
 * How strongly, as a ratio of risks, an unmeasured confounder would have to go with both arm and
 * outcome to explain the effect away (VanderWeele and Ding, Ann Intern Med 2017;167:268). A
 * difference of means counts as the ratio exp(0.91 d), d in standard deviations (Chinn, Stat Med
 * 2000;19:3127, in the form of VanderWeele and Ding). A difference of risks is taken to the ratio
 * of the mean risks in the arms.
 */
final class EValue implements DesignCheck {
  private static final double PER_DEVIATION = 0.91;

  @Override
  public Check of(DesignInput input) {
    double least = Double.NaN;
    double ofBound = Double.NaN;
    String where = "";
    for (int c = 0; c < input.effects().size(); c++) {
      AverageEffect effect = input.effects().get(c);
      double low = effect.effect().low();
      double high = effect.effect().high();
      double bound = low > 0 ? low : high < 0 ? high : 0;
      double value = of(ratio(input, effect, effect.effect().value()));
      if (!(value >= least)) {
        least = value;
        ofBound = bound == 0 ? 1 : of(ratio(input, effect, bound));
        where = input.words(c);
      }
    }
    String detail =
        String.format(
            Locale.ROOT,
            "E-value of the estimate, %s; of the nearer end of the interval %.3g; by %s; a larger"
                + " one speaks for the effect, there is no limit",
            where,
            ofBound,
            input.binary() ? "the ratio of risks" : "exp(0.91 d) for a difference of means");
    State state = Double.isNaN(least) || ofBound <= 1 ? State.NOT_ASSESSABLE : State.PASS;
    return new Check("e_value", state, least, Double.NaN, detail);
  }

  private static double ratio(DesignInput input, AverageEffect effect, double difference) {
    if (!input.binary()) {
      return Math.exp(PER_DEVIATION * difference / input.deviation());
    }
    double reference = input.means().get(effect.contrast().reference()).value();
    return (reference + difference) / reference;
  }

  /** The E-value of a ratio of risks. NaN where there is none. */
  static double of(double ratio) {
    if (!(ratio > 0)) {
      return Double.NaN;
    }
    double above = ratio < 1 ? 1 / ratio : ratio;
    return above + Math.sqrt(above * (above - 1));
  }
}
