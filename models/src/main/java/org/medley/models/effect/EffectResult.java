package org.medley.models.effect;

import java.util.List;
import org.medley.models.effect.average.AverageEffect;
import org.medley.models.effect.check.Balance;
import org.medley.models.effect.check.Check;
import org.medley.models.effect.heterogeneity.Heterogeneity;
import org.medley.models.effect.heterogeneity.PolicyValue;

/**
 * What was found about the effects of a treatment.
 *
 * @param rows used to fit
 * @param subjects whom they belong to
 * @param arms one entry each
 * @param effects average effects, one for each contrast
 * @param balance of the covariates, one for each contrast
 * @param checks of the design
 * @param heterogeneity one for each contrast
 * @param policies and their values
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
    List<Check> checks,
    List<Heterogeneity> heterogeneity,
    List<PolicyValue> policies,
    List<Long> abstained,
    List<String> notes) {}
