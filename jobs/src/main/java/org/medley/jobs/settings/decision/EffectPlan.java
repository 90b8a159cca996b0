package org.medley.jobs.settings.decision;

import org.medley.models.effect.average.Estimand;

/**
 * How effects are estimated.
 *
 * @param estimand whom the average effect is about
 * @param learner of individual effects
 * @param seed of all that is random
 */
public record EffectPlan(Estimand estimand, String learner, long seed) {}
