package org.medley.models.effect.check;

/** How many people of an arm would carry as much information without weights (Kish 1965). */
final class EffectiveSize implements DesignCheck {
  private static final double LIMIT = 30;

  @Override
  public Check of(DesignInput input) {
    double least = Double.NaN;
    String where = "";
    for (int c = 0; c < input.balance().size(); c++) {
      double[] sizes = input.balance().get(c).sizes();
      double size = Math.min(sizes[0], sizes[1]);
      if (!(size >= least)) {
        least = size;
        where = input.words(c);
      }
    }
    return Check.atLeast(
        "effective_sample_size",
        least,
        LIMIT,
        "smallest effective sample size of an arm after weighting (Kish), " + where);
  }
}
