package org.medley.features.covariate;

import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;

/** Each drug code: recorded or not, and how often; and how many different drugs a member has. */
final class Drugs implements CovariateFamily {
  @Override
  public String name() {
    return "drugs";
  }

  @Override
  public List<String> domains() {
    return List.of("drug");
  }

  @Override
  public List<Covariate> within(LookbackWindow window) {
    Column events = CodeSummary.events(window);
    Column present = when(events.gt(0), 1);
    return List.of(
        Covariate.ofCode(domains(), "any", window, "recorded", present),
        Covariate.ofCode(domains(), "count", window, "number of records", events),
        Covariate.ofMember(
            "drug_distinct_codes",
            "distinct",
            window,
            "Number of different drugs",
            CodeSummary.sumOverMember(domains(), present)));
  }
}
