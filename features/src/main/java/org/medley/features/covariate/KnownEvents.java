package org.medley.features.covariate;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.covariate.CodeSummary.AT;
import static org.medley.features.covariate.CodeSummary.END;
import static org.medley.features.covariate.CodeSummary.INDEX_MICROS;
import static org.medley.features.covariate.CodeSummary.MEMBER;
import static org.medley.features.covariate.CodeSummary.NUMBER;
import static org.medley.features.covariate.CodeSummary.OWN;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Events;
import org.medley.features.contract.Members;
import org.medley.features.contract.Subjects;

/** What was known about each member at its index time. */
final class KnownEvents {
  private KnownEvents() {}

  /**
   * Returns one row per member and event that happened and was available at or before the index
   * time and was not yet superseded at it, and one row per member with the subject's own facts.
   *
   * <p>Events and members are each shuffled once, by subject, which serves everything after.
   * Members are hashed and never broadcast, so that the plan is the same at any size.
   */
  static Dataset<Row> of(
      Dataset<Row> events,
      Dataset<Row> subjects,
      Dataset<Row> members,
      FeatureSettings settings,
      Optional<Dataset<Row>> ancestors) {
    Dataset<Row> indexTimes =
        members
            .select(MEMBER.stream().map(Column::new).toArray(Column[]::new))
            .withColumn(INDEX_MICROS, unix_micros(col(Members.INDEX_TIME)))
            .hint("shuffle_hash");
    Dataset<Row> facts = eventFacts(events, settings.chosen());
    Dataset<Row> counting =
        settings.options().adds() ? Ancestors.added(facts, settings.options(), ancestors) : facts;
    return counting
        .unionByName(subjectFacts(subjects), true)
        .join(indexTimes, Members.SUBJECT_ID)
        .where(known());
  }

  private static Column known() {
    Column index = col(INDEX_MICROS);
    Column time = col(AT);
    Column available = col(Events.AVAILABLE_TIME);
    Column superseded = col(Events.SUPERSEDED_TIME);
    return time.isNull()
        .or(time.leq(index))
        .and(available.leq(index).or(available.isNull().and(time.isNull())))
        .and(superseded.isNull().or(index.lt(superseded)));
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
            unix_micros(col(Events.END_TIME)).as(END),
            unix_micros(col(Events.AVAILABLE_TIME)).as(Events.AVAILABLE_TIME),
            unix_micros(col(Events.SUPERSEDED_TIME)).as(Events.SUPERSEDED_TIME),
            col(Events.SOURCE_TYPE),
            col(Events.SOURCE_ID),
            col(Events.SOURCE_PART),
            finite(col(Events.NUMERIC_VALUE)).as(NUMBER));
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
