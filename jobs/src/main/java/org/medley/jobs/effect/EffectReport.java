package org.medley.jobs.effect;

import java.util.List;
import java.util.Map;
import org.medley.models.effect.EffectResult;
import org.medley.models.effect.EffectSettings;
import org.medley.models.effect.average.AverageEffect;

/**
 * What was found about the effects of a treatment in a table.
 *
 * @param request what was asked
 * @param settings how it was estimated
 * @param rows of the table
 * @param excluded rows not used to fit, by the column that is missing in them
 * @param encodings how columns became covariates
 * @param result averages, checks, heterogeneity
 * @param restrictedTime differences of the restricted mean time without the event; empty without an
 *     event in time
 * @param notes what a reader should know, as sentences
 */
public record EffectReport(
    EffectRequest request,
    EffectSettings settings,
    long rows,
    Map<String, Long> excluded,
    List<Encoding> encodings,
    EffectResult result,
    List<AverageEffect> restrictedTime,
    List<String> notes) {}
