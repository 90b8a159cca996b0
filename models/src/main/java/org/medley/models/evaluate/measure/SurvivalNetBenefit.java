package org.medley.models.evaluate.measure;

import java.util.List;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.survival.Incidence;
import org.medley.models.statistics.survival.TimedPredictions;

/**
 * Net benefit at each threshold with the risk of the flagged by Kaplan-Meier, or Aalen-Johansen
 * (Vickers et al, BMC Med Inform Decis Mak 2008;8:53): P(flagged) (R - (1 - R) t/(1-t)).
 */
final class SurvivalNetBenefit implements Measure<AtHorizon> {
  private static final double PER = 100;

  @Override
  public void add(AtHorizon at, EvaluateSettings settings, Numbers numbers) {
    String method =
        "net benefit, risk of the flagged by "
            + (at.p().competing() ? "Aalen-Johansen" : "Kaplan-Meier")
            + " at "
            + at.horizon();
    for (double t : settings.thresholds()) {
      numbers.put(
          Thresholds.name("net_benefit_none", t),
          new Estimate(0, 0, 0, "net benefit of treating nobody, 0 by definition"));
      numbers.replicate(
          List.of(
              name("net_benefit", t, method, "no samples"),
              name("net_benefit_all", t, method + ", everybody flagged", "no samples"),
              name("standardised_net_benefit", t, "net benefit over observed risk", "no events"),
              name(
                  "interventions_avoided",
                  t,
                  "(net benefit - that of everybody) (1-t)/t, per 100",
                  "no samples"),
              name("alert_rate", t, "share with a risk of at least " + t, "no samples")),
          w -> atThreshold(at, w, t));
    }
  }

  private static Numbers.Name name(String metric, double t, String method, String undefined) {
    return new Numbers.Name(Thresholds.name(metric, t), method, undefined);
  }

  private static double[] atThreshold(AtHorizon at, double[] weight, double t) {
    TimedPredictions p = at.p();
    double[] flagged = new double[p.size()];
    double sum = 0;
    double total = 0;
    for (int i = 0; i < flagged.length; i++) {
      flagged[i] = p.risk()[i] >= t ? weight[i] : 0;
      sum += flagged[i];
      total += weight[i];
    }
    double odds = t / (1 - t);
    double share = sum / total;
    double inFlagged = Incidence.by(at.horizon(), p.time(), p.cause(), flagged);
    double benefit = sum > 0 ? share * (inFlagged - (1 - inFlagged) * odds) : 0;
    double observed = Incidence.by(at.horizon(), p.time(), p.cause(), weight);
    double all = observed - (1 - observed) * odds;
    return new double[] {benefit, all, benefit / observed, (benefit - all) / odds * PER, share};
  }
}
