package org.medley.models.effect;

import java.util.List;
import java.util.stream.IntStream;
import org.medley.models.effect.average.AverageEffect;
import org.medley.models.effect.average.AverageEffects;
import org.medley.models.effect.average.ScoredSample;
import org.medley.models.effect.heterogeneity.Heterogeneity;
import org.medley.models.effect.unit.Units;

/** What a fitted study says of its rows, each part computed once, when it is first asked for. */
final class Findings {
  private final EffectSettings settings;
  private final Units units;
  private final Study study;
  private List<AverageEffect> effects;
  private ScoredSample sample;
  private List<Heterogeneity> heterogeneity;

  Findings(EffectSettings settings, Units units, Study study) {
    this.settings = settings;
    this.units = units;
    this.study = study;
  }

  /** How averages are taken. */
  AverageEffects averages() {
    return new AverageEffects(
        study.used(), units.subjects(), units.repeated(), settings.estimand(), study.note());
  }

  /** The average effects, by contrast. */
  List<AverageEffect> effects() {
    if (effects == null) {
      effects = averages().of(study.contrasts());
    }
    return effects;
  }

  /** Rows on the driver, for statistics of ranks. */
  ScoredSample sample() {
    if (sample == null) {
      sample = ScoredSample.of(study.used(), units.rows());
    }
    return sample;
  }

  /** Whether effects differ as predicted, by contrast. */
  List<Heterogeneity> heterogeneity() {
    if (heterogeneity == null) {
      heterogeneity =
          Heterogeneity.of(
              sample(),
              study.contrasts(),
              settings.higherIsBetter(),
              settings.replicates(),
              settings.seed());
    }
    return heterogeneity;
  }

  /** The intervals of individual effects, by contrast. */
  List<IntervalRule> intervals() {
    String words = settings.estimand().words();
    return IntStream.range(0, study.contrasts().size())
        .mapToObj(c -> new IntervalRule(effects().get(c), words, heterogeneity().get(c)))
        .toList();
  }
}
