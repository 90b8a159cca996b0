package org.medley.jobs.effect;

import org.medley.models.effect.average.Estimand;

/**
 * What is asked of a table.
 *
 * @param file CSV or Parquet
 * @param columns of it
 * @param horizon of an event in time; NaN without
 * @param reference value of the treatment that others are compared with; null: the first
 * @param estimand whom the average effect is about
 * @param learner of individual effects
 * @param higherIsBetter whether more of the outcome is a benefit; null: unless it is binary
 * @param seed of all that is random
 */
public record EffectRequest(
    String file,
    EffectColumns columns,
    double horizon,
    String reference,
    Estimand estimand,
    String learner,
    Boolean higherIsBetter,
    long seed) {}
