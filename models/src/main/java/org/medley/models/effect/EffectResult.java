package org.medley.models.effect;

import java.util.List;
import org.medley.models.effect.average.AverageEffect;
import org.medley.models.effect.check.Balance;
import org.medley.models.effect.check.Check;
import org.medley.models.effect.check.OverlapPlot;
import org.medley.models.effect.heterogeneity.Heterogeneity;
import org.medley.models.effect.heterogeneity.PolicyValue;
import org.medley.models.effect.learner.LearnerChoice;
import org.medley.models.effect.sensitivity.MarginalSensitivity;

/**
 * What was found about the effects of a treatment.
 *
 * @param rows used to fit
 * @param subjects whom they belong to
 * @param arms one entry each
 * @param effects average effects, one for each contrast
 * @param balance of the covariates, one for each contrast
 * @param overlap of the arms, one for each contrast
 * @param sensitivity to what was not measured, one for each contrast; empty where none is known
 * @param checks of the design
 * @param heterogeneity one for each contrast
 * @param learners how learners were weighed, one for each contrast; empty where one was named
 * @param policies and their values
 * @param fairness what the policy does to groups of people
 * @param abstained rows, of all, for whom an arm compared is less likely than the bound, by
 *     contrast
 * @param notes what a reader should know, as sentences
 */
public record EffectResult(
    long rows,
    long subjects,
    List<ArmSummary> arms,
    List<AverageEffect> effects,
    List<Balance> balance,
    List<OverlapPlot> overlap,
    List<MarginalSensitivity> sensitivity,
    List<Check> checks,
    List<Heterogeneity> heterogeneity,
    List<LearnerChoice> learners,
    List<PolicyValue> policies,
    Fairness fairness,
    List<Long> abstained,
    List<String> notes) {}
