package org.medley.models.effect.learner;

import java.util.List;
import org.medley.models.effect.fit.BaseLearner;
import org.medley.models.effect.fit.Basis;
import org.medley.models.effect.nuisance.Nuisances;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.effect.unit.Units;

/**
 * What a learner of individual effects works with.
 *
 * @param units the rows
 * @param basis columns of regressions
 * @param nuisances propensities and outcome models without each set of folds that the learner needs
 * @param contrasts the effects wanted
 * @param base how targets are regressed
 * @param seed of what is random in {@code base}
 */
public record LearnerInput(
    Units units,
    Basis basis,
    Nuisances nuisances,
    List<Contrast> contrasts,
    BaseLearner base,
    long seed) {}
