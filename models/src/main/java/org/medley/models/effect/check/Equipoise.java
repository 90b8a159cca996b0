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
  private static final double LOW = 0.3;
  private static final double HIGH = 0.7;

  @Override
  public Check of(DesignInput input) {
    double least = Double.NaN;
    String where = "";
    for (int c = 0; c < input.effects().size(); c++) {
      double share = share(input, input.effects().get(c).contrast());
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

  private static double share(DesignInput input, Contrast contrast) {
    List<Scored> rows = input.sample().rows();
    Preference preference = new Preference(rows, contrast);
    double inside = 0;
    double all = 0;
    for (Scored row : rows) {
      if (preference.covers(row)) {
        double score = preference.of(row);
        inside += score >= LOW && score <= HIGH ? row.unit().sampling() : 0;
        all += row.unit().sampling();
      }
    }
    return inside / all;
  }
}
