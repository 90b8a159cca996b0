package org.medley.features.covariate;

import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Use of care: visits of each code, of each class and in all, days since the last visit, and how
 * many different codes were recorded in any domain of care; days in hospital in all and of the last
 * stay, days since the last discharge, and readmissions within 30 days.
 *
 * <p>Days in hospital belong to the window in which the stay ended; a readmission to that in which
 * it began.
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
  public Dataset<Row> detailed(Dataset<Row> summaries, FeatureSettings settings) {
    return Stays.added(summaries);
  }

  @Override
  public List<Covariate> within(LookbackWindow window) {
    List<Covariate> covariates = new ArrayList<>(visits(window));
    for (String visitClass : VisitClasses.names()) {
      Column visits = when(VisitClasses.is(visitClass), CodeSummary.events(window));
      covariates.add(
          Covariate.ofMember(
              "visit_class_" + visitClass + "_count",
              "class_count",
              window,
              "Number of visits of class " + visitClass,
              CodeSummary.sumOverMember(VISITS, visits)));
    }
    covariates.addAll(stays(window));
    return covariates;
  }

  private static List<Covariate> stays(LookbackWindow window) {
    return List.of(
        Covariate.ofMember(
            "stay_days", "stay_days", window, "Days in hospital", Stays.days(window)),
        Covariate.ofMember(
                "stay_days_last",
                "stay_days_last",
                window,
                "Days in hospital of the last stay that ended",
                Stays.lastDays(window))
            .missingUnlessKnown("d"),
        Covariate.ofMember(
                "stay_days_since_discharge",
                "days_since_discharge",
                window,
                "Days since the last discharge",
                Stays.daysSinceDischarge(window))
            .missingUnlessKnown("d"),
        Covariate.ofMember(
            "stay_readmissions",
            "readmissions",
            window,
            "Readmissions within " + Stays.READMISSION_DAYS + " days of a discharge",
            Stays.readmissions(window)));
  }

  private List<Covariate> visits(LookbackWindow window) {
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
