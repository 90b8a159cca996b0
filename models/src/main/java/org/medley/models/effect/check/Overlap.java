package org.medley.models.effect.check;

import java.util.Locale;
import org.medley.models.effect.average.Estimand;
import org.medley.models.effect.average.Scored;
import org.medley.models.effect.unit.Contrast;

/**
 * The share of the estimand's population for whom an arm that matters is less likely than the bound
 * (Crump et al, Biometrika 2009;96:187). The overlap population has none by its weights.
 */
final class Overlap implements DesignCheck {
  private static final double LIMIT = 0.1;

  @Override
  public Check of(DesignInput input) {
    double largest = 0;
    String where = input.words(0);
    double low = 1;
    double high = 0;
    for (int c = 0; c < input.effects().size(); c++) {
      Contrast contrast = input.effects().get(c).contrast();
      double outside = 0;
      double all = 0;
      for (Scored row : input.sample().rows()) {
        double weight = row.unit().sampling() * weight(row, contrast, input.estimand());
        all += weight;
        outside += lacks(row, contrast, input) ? weight : 0;
        low = Math.min(low, row.raw()[contrast.arm()]);
        high = Math.max(high, row.raw()[contrast.arm()]);
      }
      if (outside / all > largest) {
        largest = outside / all;
        where = input.words(c);
      }
    }
    return Check.atMost(
        "overlap",
        largest,
        LIMIT,
        String.format(
            Locale.ROOT,
            "share of the population for whom an arm that matters is less likely than %s, %s;"
                + " propensities of the arms compared lie from %.4f to %.4f",
            input.bound(),
            where,
            low,
            high));
  }

  private static double weight(Scored row, Contrast contrast, Estimand estimand) {
    return switch (estimand) {
      case ATE -> 1;
      case ATT -> row.unit().arm() == contrast.arm() ? 1 : 0;
      case OVERLAP -> estimand.overlap(row);
    };
  }

  private static boolean lacks(Scored row, Contrast contrast, DesignInput input) {
    return input.estimand() == Estimand.ATT
        ? row.raw()[contrast.reference()] < input.bound()
        : row.unlikely(contrast, input.bound());
  }
}
