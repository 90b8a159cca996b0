package org.medley.features.covariate;

import static org.apache.spark.sql.functions.when;

import java.util.List;

/**
 * Each code of a condition, procedure, immunization or allergy: recorded or not, how often, on how
 * many different days (in UTC; records without a time have none), and days since the last record.
 */
final class CodeCovariates implements CovariateFamily {
  @Override
  public String name() {
    return "codes";
  }

  @Override
  public List<String> domains() {
    return List.of("condition", "procedure", "immunization", "allergy");
  }

  @Override
  public List<Covariate> within(LookbackWindow window) {
    return List.of(
        Covariate.ofCode(
            domains(), "any", window, "recorded", when(CodeSummary.events(window).gt(0), 1)),
        Covariate.ofCode(
            domains(), "count", window, "number of records", CodeSummary.events(window)),
        Covariate.ofCode(
            domains(), "distinct_days", window, "number of days", CodeSummary.days(window)),
        Covariate.ofCode(
                domains(),
                "days_since_last",
                window,
                "days since the last record",
                CodeSummary.daysSinceEvent(window))
            .missingUnlessKnown("d"));
  }
}
