package org.medley.models.evaluate.measure;

import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.statistics.Predictions;
import org.medley.models.statistics.survival.HorizonWeights;
import org.medley.models.statistics.survival.TimedPredictions;

/**
 * How conformal predictions of nominally 90 percent did under censoring: sets of the state at the
 * horizon, as of a binary outcome, and {@link TimeBounds lower bounds} of the time to the event.
 */
final class SurvivalConformal implements Measure<AtHorizon> {
  private final Conformal states;
  private final TimeBounds bounds;

  private SurvivalConformal(Conformal states, TimeBounds bounds) {
    this.states = states;
    this.bounds = bounds;
  }

  /** Of everybody: with too few samples a bound is 0, and the method says so. */
  static SurvivalConformal ofAll() {
    return new SurvivalConformal(Conformal.ofAll(), TimeBounds.ofAll());
  }

  /** Of one group, by quantiles of its own; with too few samples it is not assessable. */
  static SurvivalConformal ofGroup() {
    return new SurvivalConformal(Conformal.ofGroup(), TimeBounds.ofGroup());
  }

  @Override
  public void add(AtHorizon at, EvaluateSettings settings, Numbers numbers) {
    TimedPredictions p = at.p();
    HorizonWeights weights = new HorizonWeights(p, at.horizon());
    states.add(
        new Predictions(p.subject(), weights.labels(), p.risk(), weights.of(p.weight())),
        Conformal.METHOD + ", of the state at the horizon; " + HorizonWeights.METHOD,
        weights::of,
        settings,
        numbers);
    bounds.add(at, settings, numbers);
  }
}
