package org.medley.models.effect.check;

import java.util.List;
import org.medley.models.effect.average.Scored;
import org.medley.models.effect.unit.Contrast;

/**
 * The share of people of two arms whose preference score lies between 0.3 and 0.7 (Walker et al,
 * Comp Eff Res 2013;3:11), of which CohortMethod wants a fifth at least.
 */
final class Equipoise implements DesignCheck {
  private static final double LIMIT = 0.2;

  @Override
  public Check of(DesignInput input) {
    double least = Double.NaN;
    String where = "";
    for (int c = 0; c < input.effects().size(); c++) {
      double share = share(input.sample().rows(), input.effects().get(c).contrast());
      if (!(share >= least)) {
        least = share;
        where = input.words(c);
      }
    }
    return Check.atLeast(
        "equipoise",
        least,
        LIMIT,
        "share with a preference score of 0.3 to 0.7 (Walker 2013), " + where);
  }

  /** The share of the people of either arm. */
  static double share(List<Scored> rows, Contrast contrast) {
    Preference preference = new Preference(rows, contrast);
    double inside = 0;
    double all = 0;
    for (Scored row : rows) {
      if (preference.covers(row)) {
        double score = preference.of(row);
        inside +=
            score >= OverlapPlot.EQUIPOISE_LOW && score <= OverlapPlot.EQUIPOISE_HIGH
                ? row.unit().sampling()
                : 0;
        all += row.unit().sampling();
      }
    }
    return inside / all;
  }
}
