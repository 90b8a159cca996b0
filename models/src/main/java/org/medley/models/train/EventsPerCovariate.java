package org.medley.models.train;

import java.util.Locale;

/**
 * Outcomes per candidate covariate (Peduzzi et al., J Clin Epidemiol 1996;49:1373): below ten an
 * unpenalised model overfits, and a penalised one leans on its penalty.
 */
final class EventsPerCovariate {
  private static final double ENOUGH = 10;

  private EventsPerCovariate() {}

  /**
   * A remark in words where there are fewer than ten; else empty.
   *
   * @param least fewer are refused
   * @throws NotTrainable if there are fewer than {@code least}
   */
  static String remark(String task, long events, int covariates, double least) {
    double each = covariates == 0 ? Double.POSITIVE_INFINITY : events / (double) covariates;
    String found =
        String.format(
            Locale.ROOT, "%d outcomes for %d covariates (%.2g each)", events, covariates, each);
    if (each < least) {
      throw new NotTrainable(
          "The training members of "
              + task
              + " have "
              + found
              + ", fewer than the task asks for: raise features.min-prevalence, name fewer families"
              + " of covariates, or lower model.events-per-covariate.");
    }
    return each < ENOUGH
        ? "; " + found + ": fewer than ten each, so the model leans on its penalty"
        : "";
  }
}
