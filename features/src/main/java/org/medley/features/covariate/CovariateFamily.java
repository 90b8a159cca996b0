package org.medley.features.covariate;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A family of covariates: the extension point of this package.
 *
 * <p>A family never reads the events itself. It says which domains it wants, and gives covariates
 * as expressions over {@link CodeSummary}, the summary of one code of one member. So all families
 * share one pass over the events, and none can see an event that was not yet known at the index
 * time.
 */
public interface CovariateFamily {
  /** Returns the name by which tasks choose this family; unique among {@link CovariateFamilies}. */
  String name();

  /** Returns the event domains that this family reads; empty: facts of the subject alone. */
  List<String> domains();

  /** Returns whether values of this family's domains must be kept apart by unit. */
  default boolean splitsUnits() {
    return false;
  }

  /**
   * Returns the summaries with the columns that this family's covariates need beyond those of
   * {@link CodeSummary}: one row in, one row out, and nothing is shuffled.
   */
  default Dataset<Row> detailed(Dataset<Row> summaries, FeatureSettings settings) {
    return summaries;
  }

  /** Returns the covariates of one lookback window. */
  default List<Covariate> within(LookbackWindow window) {
    return List.of();
  }

  /** Returns the covariates that take no lookback window of the settings. */
  default List<Covariate> atIndex() {
    return List.of();
  }
}
