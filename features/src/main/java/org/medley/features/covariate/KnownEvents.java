package org.medley.features.covariate;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.covariate.CodeSummary.AT;
import static org.medley.features.covariate.CodeSummary.END;
import static org.medley.features.covariate.CodeSummary.NUMBER;
import static org.medley.features.covariate.CodeSummary.OWN;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Events;
import org.medley.features.contract.Subjects;

/** What is known about each subject, with the times from which on and until when it is. */
final class KnownEvents {
  private static final Object[] WITH_SPANS = {"drug", "visit"};

  private KnownEvents() {}

  /**
   * Returns one row per event of the chosen families' domains, and one per subject.
   *
   * @param ancestors rows under {@code clinical.code_ancestors}; empty: none beside the settings'
   */
  static Dataset<Row> of(
      Dataset<Row> events,
      Dataset<Row> subjects,
      FeatureSettings settings,
      Optional<Dataset<Row>> ancestors) {
    Dataset<Row> facts = eventFacts(events, settings.chosen());
    Dataset<Row> counting =
        settings.options().adds() ? Ancestors.added(facts, settings.options(), ancestors) : facts;
    return counting.unionByName(subjectFacts(subjects), true);
  }

  private static Dataset<Row> eventFacts(Dataset<Row> events, List<CovariateFamily> families) {
    Object[] domains =
        families.stream().flatMap(family -> family.domains().stream()).distinct().toArray();
    Object[] splitting =
        families.stream()
            .filter(CovariateFamily::splitsUnits)
            .flatMap(family -> family.domains().stream())
            .toArray();
    Column unit = when(col(Events.DOMAIN).isin(splitting), col(Events.UNIT));
    Column isSpan = col(Events.DOMAIN).isin(WITH_SPANS);
    Column number = finite(col(Events.NUMERIC_VALUE));
    return events
        .where(col(Events.DOMAIN).isin(domains))
        .select(
            col(Events.SUBJECT_ID),
            col(Events.DOMAIN),
            col(Events.CODE),
            unit.as(Events.UNIT),
            col(Events.DESCRIPTION),
            lit(true).as(OWN),
            unix_micros(col(Events.TIME)).as(AT),
            when(isSpan, unix_micros(col(Events.END_TIME))).as(END),
            unix_micros(col(Events.AVAILABLE_TIME)).as(Events.AVAILABLE_TIME),
            unix_micros(col(Events.SUPERSEDED_TIME)).as(Events.SUPERSEDED_TIME),
            when(isSpan, col(Events.SOURCE_TYPE)).as(Events.SOURCE_TYPE),
            when(number.isNotNull(), col(Events.SOURCE_ID)).as(Events.SOURCE_ID),
            when(number.isNotNull(), col(Events.SOURCE_PART)).as(Events.SOURCE_PART),
            isSpan.as(CodeSummary.IS_SPAN),
            number.as(NUMBER));
  }

  /** One zero only, since -0.0 equals 0.0 and would make the least of both depend on the order. */
  private static Column finite(Column number) {
    return when(number.equalTo(0), lit(0.0)).when(abs(number).leq(Double.MAX_VALUE), number);
  }

  private static Dataset<Row> subjectFacts(Dataset<Row> subjects) {
    return subjects.select(
        col(Subjects.SUBJECT_ID),
        lit(CodeSummary.SUBJECT).as(Events.DOMAIN),
        lit("").as(Events.CODE),
        col(Subjects.BIRTH_DATE),
        col(Subjects.SEX));
  }
}
