package org.medley.models.effect;

import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.medley.models.effect.average.Scored;
import org.medley.models.effect.fit.Basis;
import org.medley.models.effect.fit.Exclusions;
import org.medley.models.effect.fit.Predictor;
import org.medley.models.effect.learner.EffectLearners;
import org.medley.models.effect.learner.Effects;
import org.medley.models.effect.learner.LearnerChoice;
import org.medley.models.effect.learner.LearnerInput;
import org.medley.models.effect.nuisance.NuisanceModels;
import org.medley.models.effect.nuisance.Nuisances;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.effect.unit.Unit;
import org.medley.models.effect.unit.Units;

/**
 * Fitted propensities, outcome models and individual effects of a study, and what they say of every
 * row; kept until closed.
 *
 * @param all every row, those that are only predicted by the models of all folds
 * @param used the rows used to fit, by the models without their fold
 * @param choices how learners were weighed, by contrast
 * @param note how nuisances were fitted, in words
 */
record Study(
    List<Contrast> contrasts,
    JavaRDD<Scored> all,
    JavaRDD<Scored> used,
    List<LearnerChoice> choices,
    String note)
    implements AutoCloseable {

  /** Fits what {@code settings} ask for. Triggers actions. */
  static Study fit(Units units, EffectSettings settings) {
    return fit(units, settings, true);
  }

  /** Fits only what average effects need; individual effects are then absent. */
  static Study averages(Units units, EffectSettings settings) {
    return fit(units, settings, false);
  }

  private static Study fit(Units units, EffectSettings settings, boolean individual) {
    EffectLearners.Named named = EffectLearners.named(settings.learner());
    Basis basis = Basis.of(units);
    List<Integer> exclusions =
        individual && named.learner().pairs(units.scale().width())
            ? Exclusions.upToPairs(units.folds())
            : Exclusions.single(units.folds());
    NuisanceModels models = new NuisanceModels(units, basis, exclusions);
    boolean binary = settings.outcome() == EffectSettings.OutcomeKind.BINARY;
    boolean bounded = settings.outcome() != EffectSettings.OutcomeKind.CONTINUOUS;
    boolean logistic = binary && named.base().name().equals("ridge");
    Map<Integer, Predictor[]> outcomes =
        logistic ? models.probabilities() : models.outcomes(named.base(), settings.seed());
    Nuisances nuisances = models.with(outcomes, settings.clip());
    List<Contrast> contrasts = Contrast.against(settings.reference(), units.arms());
    LearnerInput input =
        new LearnerInput(units, basis, nuisances, contrasts, named.base(), settings.seed());
    Effects effects = individual ? named.learner().fit(input) : Effects.none();
    JavaRDD<Scored> all =
        units
            .all()
            .map(unit -> scored(Scored.of(unit, nuisances, effects), contrasts, bounded))
            .persist(StorageLevel.MEMORY_AND_DISK());
    String note =
        (" over %d folds by subject; outcome models: %s; propensities: penalised multinomial"
                + " regression, at least %s")
            .formatted(
                units.folds(),
                logistic ? "logistic ridge in each arm" : named.base().method(),
                settings.clip());
    return new Study(contrasts, all, all.filter(Study::isUsed), effects.choices(), note);
  }

  private static Scored scored(Scored row, List<Contrast> contrasts, boolean bounded) {
    return bounded ? row.bounded(contrasts) : row;
  }

  private static boolean isUsed(Scored row) {
    Unit unit = row.unit();
    return unit.used();
  }

  @Override
  public void close() {
    all.unpersist(false);
  }
}
