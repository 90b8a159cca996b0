package org.medley.jobs.effect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.medley.models.effect.EffectResult;
import org.medley.models.effect.EffectSettings;
import org.medley.models.effect.average.AverageEffect;
import org.medley.models.effect.check.Check;
import org.medley.models.effect.control.NegativeControls;

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
 * @param controls negative controls, one for each contrast; empty without
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
    List<NegativeControls> controls,
    List<String> notes) {
  /** All checks of the design, that of negative controls last. */
  public List<Check> checks() {
    List<Check> checks = new ArrayList<>(result.checks());
    if (!controls.isEmpty()) {
      checks.add(NegativeControls.check(controls));
    }
    return checks;
  }
}
