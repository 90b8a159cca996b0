package org.medley.models.statistics.survival;

/**
 * Inverse probability of censoring weights of the outcome at a horizon (Graf et al, Stat Med
 * 1999;18:2529; Gerds and Schumacher, Biom J 2006;48:1029), the censoring distribution G by
 * Kaplan-Meier as R's {@code survfit(Surv(time, status == 0))} gives it: 1/G(T-) for a sample with
 * an event or competing event by the horizon, 1/G(horizon) for one followed beyond it, 0 for one
 * lost before. Where nobody is followed beyond the horizon, since follow-up was cut there, those
 * followed up to it count as free of the event with weight 1/G(horizon-).
 */
public final class HorizonWeights {
  /** What the weights are, in words. */
  public static final String METHOD = "inverse probability of censoring by Kaplan-Meier";

  private final TimedPredictions p;
  private final double horizon;
  private final boolean cut;

  /** For the outcomes of {@code p} at {@code horizon}. */
  public HorizonWeights(TimedPredictions p, double horizon) {
    this.p = p;
    this.horizon = horizon;
    this.cut = p.size() > 0 && p.time()[p.size() - 1] <= horizon;
  }

  /** 1 for samples with the event by the horizon, else 0. */
  public double[] labels() {
    double[] labels = new double[p.size()];
    java.util.Arrays.setAll(labels, i -> p.isEvent(i, horizon) ? 1 : 0);
    return labels;
  }

  /** Sample weight times that of censoring, the latter fitted under {@code weight}. */
  public double[] of(double[] weight) {
    Censoring censoring = Censoring.of(p.time(), p.cause(), weight, Censoring.AtRisk.ALL);
    double later = cut ? censoring.justBefore(horizon, p.time()) : censoring.at(horizon, p.time());
    double[] weights = new double[p.size()];
    for (int i = 0; i < weights.length; i++) {
      if (weight[i] > 0) {
        weights[i] = weight[i] * share(i, censoring, later);
      }
    }
    return weights;
  }

  private double share(int i, Censoring censoring, double later) {
    double time = p.time()[i];
    if (time > horizon || (cut && time == horizon && p.cause()[i] == TimedPredictions.CENSORED)) {
      return 1 / later;
    }
    return p.cause()[i] == TimedPredictions.CENSORED ? 0 : 1 / censoring.before(i);
  }
}
