package org.medley.jobs.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medley.features.cohort.CodeMatch;
import org.medley.features.covariate.FeatureOptions;
import org.medley.features.covariate.FeatureOptions.MissingIndicators;
import org.medley.features.covariate.FeatureOptions.Redundant;
import org.medley.features.covariate.FeatureSettings;
import org.medley.features.covariate.LookbackWindow;
import org.medley.features.covariate.ReferenceRange;
import org.medley.features.covariate.RollUp;

/**
 * The block {@code features} of a task.
 *
 * @param families covariate families by name
 * @param windows lookbacks, such as {@code 30d}, or {@code full}
 * @param minPrevalence share of training samples below which a covariate is left out
 * @param aggregates the aggregates wanted of a family, by its name; all of one that is not named
 * @param ranges the site's reference ranges, where measurements are covariates
 * @param rollUp codes count for their ancestors too; empty: they do not
 * @param classes code sets that each are one more code
 * @param missing whether missing values have indicators
 * @param redundant what becomes of covariates with the same values
 * @param association variants that are looked for among training members; empty: none
 */
public record FeaturesBlock(
    List<String> families,
    List<String> windows,
    double minPrevalence,
    Map<String, List<String>> aggregates,
    List<ReferenceRange> ranges,
    Optional<RollUp> rollUp,
    List<CodeMatch.Under> classes,
    MissingIndicators missing,
    Redundant redundant,
    Optional<AssociationBlock> association) {
  /** Used where a task names none. */
  public static final List<String> DEFAULT_WINDOWS = List.of("30d", "365d", "full");

  /** Used where a task names none. */
  public static final double DEFAULT_MIN_PREVALENCE = 0.01;

  /** The same for those who build covariates. */
  public FeatureSettings settings() {
    return new FeatureSettings(
        families, windows.stream().map(LookbackWindow::parse).toList(), minPrevalence, options());
  }

  /** What is asked for beyond families and windows. */
  FeatureOptions options() {
    return new FeatureOptions(aggregates, ranges, rollUp, classes, missing, redundant);
  }
}
