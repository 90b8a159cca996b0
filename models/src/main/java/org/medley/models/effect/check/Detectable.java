package org.medley.models.effect.check;

import java.util.Locale;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The smallest effect that would be found with a power of 80 percent at 5 percent, two-sided: 2.80
 * standard errors. For a binary outcome as a ratio of risks, of at most 10 as CohortMethod wants;
 * for a continuous one in standard deviations of the outcome, of at most 0.8, Cohen's large effect.
 */
final class Detectable implements DesignCheck {
  private static final double MOST_RATIO = 10;
  private static final double MOST_DEVIATIONS = 0.8;
  private static final double POWER = 0.8;
  private static final double ALPHA = 0.05;

  @Override
  public Check of(DesignInput input) {
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    double errors =
        normal.inverseCumulativeProbability(POWER) - normal.inverseCumulativeProbability(ALPHA / 2);
    double largest = Double.NEGATIVE_INFINITY;
    String where = "";
    for (int c = 0; c < input.effects().size(); c++) {
      double smallest = errors * input.effects().get(c).error();
      int reference = input.effects().get(c).contrast().reference();
      double mean = input.means().get(reference).value();
      double value = input.binary() ? 1 + smallest / mean : smallest / input.deviation();
      if (!(value <= largest)) {
        largest = value;
        where = "%s, as a difference %s".formatted(input.words(c), rounded(smallest));
      }
    }
    return Check.atMost(
        "minimum_detectable_effect",
        largest,
        input.binary() ? MOST_RATIO : MOST_DEVIATIONS,
        (input.binary() ? "ratio of risks" : "standard deviations of the outcome")
            + " found with 80 % power at 5 %, "
            + where);
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
