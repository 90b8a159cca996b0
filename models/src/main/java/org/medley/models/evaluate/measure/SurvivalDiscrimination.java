package org.medley.models.evaluate.measure;

import java.util.List;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.RankedLabels;
import org.medley.models.statistics.survival.Concordance;
import org.medley.models.statistics.survival.HorizonWeights;

/**
 * Concordance by Harrell and Uno, with competing events by Wolbers, and the time-dependent AUC at
 * the horizon.
 */
final class SurvivalDiscrimination implements Measure<AtHorizon> {
  @Override
  public void add(AtHorizon at, EvaluateSettings settings, Numbers numbers) {
    boolean competing = at.p().competing();
    String tau = ", tau = " + at.horizon();
    String kept = competing ? "; who had a competing event stays at risk (Wolbers 2009)" : "";
    numbers.put(
        competing ? "wolbers_c" : "harrell_c",
        estimate(at, at.horizon(), Concordance.Pairs.ALIKE, "Harrell's C" + tau + kept));
    numbers.put(
        competing ? "wolbers_c_ipcw" : "uno_c",
        estimate(
            at,
            at.horizon(),
            Concordance.Pairs.CENSORING,
            (competing ? "Wolbers 2014, pairs by 1/(G G)" : "Uno's C, pairs by 1/G(t-)^2") + tau));
    numbers.put(
        competing ? "wolbers_c_follow_up" : "harrell_c_follow_up",
        estimate(
            at,
            Double.POSITIVE_INFINITY,
            Concordance.Pairs.ALIKE,
            "Harrell's C over all follow-up" + kept));
    HorizonWeights weights = new HorizonWeights(at.p(), at.horizon());
    RankedLabels ranked = new RankedLabels(weights.labels(), at.p().risk());
    String controls =
        competing ? ", controls are free of the event, competing events included" : "";
    numbers.replicate(
        List.of(
            new Numbers.Name(
                "time_dependent_auc",
                "cumulative/dynamic AUC at "
                    + at.horizon()
                    + controls
                    + " (Uno 2007, Blanche 2013); "
                    + HorizonWeights.METHOD,
                "no events, or nobody free of them, at the horizon")),
        w -> new double[] {ranked.auroc(weights.of(w))});
  }

  private static Estimate estimate(
      AtHorizon at, double tau, Concordance.Pairs pairs, String method) {
    Concordance found = Concordance.of(at.p(), tau, pairs);
    return Double.isNaN(found.value())
        ? Estimate.notAssessable("no comparable pairs")
        : Estimate.wald(
                found.value(),
                found.standardError(),
                method + "; infinitesimal jackknife" + bySubject(at))
            .within(0, 1);
  }

  private static String bySubject(AtHorizon at) {
    return at.p().clusters().repeated() ? " by subject" : "";
  }
}
