package org.medley.jobs.decision;

import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.medley.jobs.contract.EffectChecks;

/** Checks of the design in plain words. */
public final class CheckWords {
  private static final Map<String, String> FAILED =
      Map.ofEntries(
          Map.entry("balance", "people with different options still differ after weighting"),
          Map.entry("equipoise", "too few people could have had either option"),
          Map.entry("effective_sample_size", "too few people carry the comparison"),
          Map.entry("minimum_detectable_effect", "only huge effects could have been seen"),
          Map.entry("overlap", "too many people hardly ever receive one of the options"),
          Map.entry("separation", "the options are given to different kinds of people"),
          Map.entry("attrition", "too many people have no known outcome"),
          Map.entry("placebo", "options drawn at random seem to have an effect"),
          Map.entry("permutation", "shuffled options seem to have an effect"),
          Map.entry("systematic_error", "outcomes that no option can change seem to be changed"));

  private CheckWords() {}

  /** Why the failed check of {@code row}, under {@link EffectChecks}, blinds. */
  public static String of(Row row) {
    String check = row.getAs(EffectChecks.CHECK);
    String detail = row.getAs(EffectChecks.DETAIL);
    if (!FAILED.containsKey(check)) {
      return detail;
    }
    Double value = row.getAs(EffectChecks.VALUE);
    Double limit = row.getAs(EffectChecks.LIMIT);
    String numbers =
        value == null || limit == null
            ? ""
            : String.format(Locale.ROOT, ", %.3g against a limit of %.3g", value, limit);
    return "%s (%s%s)".formatted(FAILED.get(check), check, numbers);
  }

  /** What the check asks, in words. */
  public static String meaning(String check) {
    return FAILED.getOrDefault(check, check.replace('_', ' '));
  }
}
