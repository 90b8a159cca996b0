package org.medley.features.covariate;

import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Each drug code: recorded or not, how often, eras and the days in them, days ordered, and the
 * proportion of days covered where there are dispensings; how many different drugs a member has,
 * and how many at the index time.
 *
 * <p>An order says what was meant, not what was taken: only dispensings (FHIR MedicationDispense
 * with an end or a supply in days, OMOP drug exposures whose type says so) have a proportion of
 * days covered, all other records with an end have days ordered.
 */
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
  public Dataset<Row> detailed(Dataset<Row> summaries, FeatureSettings settings) {
    return DrugSpans.added(summaries, settings.windows());
  }

  @Override
  public List<Covariate> atIndex() {
    return List.of(
        Covariate.ofMember(
            "drug_distinct_active",
            "active",
            "Number of different drugs at the index time",
            CodeSummary.sumOverMember(
                domains(), when(CodeSummary.standsForCode().and(DrugSpans.active()), 1))));
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
            CodeSummary.sumOverMember(domains(), when(CodeSummary.ownEvents(window).gt(0), 1))),
        Covariate.ofCode(domains(), "eras", window, "number of eras", DrugSpans.eras(window)),
        Covariate.ofCode(
            domains(), "days_in_era", window, "days in eras", DrugSpans.daysInEras(window)),
        Covariate.ofCode(
            domains(), "days_ordered", window, "days ordered", DrugSpans.daysOrdered(window)),
        Covariate.ofCode(
                domains(),
                "proportion_days_covered",
                window,
                "proportion of days covered",
                DrugSpans.proportionOfDaysCovered(window))
            .missingUnlessKnown());
  }
}
