package org.medley.features.covariate;

import java.util.List;
import org.apache.spark.sql.Column;

/**
 * Use of care: visits of each class and in all, days since the last visit, and how many different
 * codes were recorded in any domain of care.
 */
final class Utilisation implements CovariateFamily {
  private static final List<String> VISITS = List.of("visit");

  @Override
  public String name() {
    return "utilisation";
  }

  @Override
  public List<String> domains() {
    return List.of(
        "visit",
        "condition",
        "drug",
        "measurement",
        "procedure",
        "device",
        "imaging",
        "questionnaire",
        "allergy",
        "immunization");
  }

  @Override
  public List<Covariate> within(LookbackWindow window) {
    Column visits = CodeSummary.events(window);
    Column daysSince = CodeSummary.daysSinceEvent(window);
    return List.of(
        Covariate.ofCode(VISITS, "count", window, "number of visits", visits),
        Covariate.ofCode(VISITS, "days_since_last", window, "days since the last visit", daysSince)
            .missingUnlessKnown("d"),
        Covariate.ofMember(
            "visit_count",
            "count",
            window,
            "Number of visits",
            CodeSummary.sumOverMember(VISITS, visits)),
        Covariate.ofMember(
                "visit_days_since_last",
                "days_since_last",
                window,
                "Days since the last visit",
                CodeSummary.leastOverMember(VISITS, daysSince))
            .missingUnlessKnown("d"),
        Covariate.ofMember(
            "utilisation_distinct_codes",
            "distinct",
            window,
            "Number of different codes recorded",
            CodeSummary.codesOverMember(domains(), window)));
  }
}
