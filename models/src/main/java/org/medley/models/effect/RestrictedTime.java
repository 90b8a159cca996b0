package org.medley.models.effect;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.models.effect.EffectSettings.OutcomeKind;
import org.medley.models.effect.average.AverageEffect;
import org.medley.models.effect.survival.HorizonOutcomes;
import org.medley.models.effect.unit.UnitColumns;
import org.medley.models.statistics.Estimate;

/**
 * The restricted mean time without an event up to a horizon (Royston and Parmar, BMC Med Res
 * Methodol 2013;13:152), in the units of the horizon.
 *
 * <p>Decision: it is fitted as a share of the horizon, which no prediction leaves. A regression is
 * not fitted to those who were lost early, and where they are unlike the others it would tell of
 * less than no time, or of more than there is.
 *
 * @param means by arm, had everybody of the estimand's population been in it
 * @param differences against the reference, by contrast
 */
public record RestrictedTime(List<Estimate> means, List<AverageEffect> differences) {
  /** Of {@code data} with the columns of {@link HorizonOutcomes}. Fits all models; actions. */
  public static RestrictedTime of(Dataset<Row> data, double horizon, EffectSettings settings) {
    Dataset<Row> shares =
        HorizonOutcomes.restrictedTime(data, horizon)
            .withColumn(UnitColumns.OUTCOME, col(UnitColumns.OUTCOME).divide(horizon));
    try (EffectAnalysis analysis =
        EffectAnalysis.averages(shares, settings.with(OutcomeKind.SHARE))) {
      return new RestrictedTime(
          analysis.means().stream().map(each -> each.times(horizon)).toList(),
          analysis.averages().stream().map(each -> each.times(horizon)).toList());
    }
  }
}
