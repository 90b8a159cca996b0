package org.medley.jobs.source.csv;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.array_size;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.medley.features.contract.Outcomes;
import org.medley.features.contract.People;
import org.medley.features.contract.Quarantine;
import org.medley.jobs.source.LineStates;

/**
 * What several lines on one person mean. A line that says the same as an earlier one, by file and
 * line, is its duplicate. Of outcomes of an endpoint with the same entry and arm, a censored one is
 * superseded by a later one: that is follow-up going on. Everything else contradicts itself, and
 * all lines on the person and endpoint are rejected, with all that they state: two entries or arms,
 * two times of the event, an event (or a competing one) that later is something else, or two
 * statuses at the same time. So are all lines of a person of whom they state two sexes or dates of
 * birth or death; births that are reckoned from ages may differ.
 *
 * <p>A line is superseded if it states outcomes and nothing else, and all of them are.
 */
final class Settlement {
  /** Which person the line is about. */
  static final String PERSON = "person_key";

  /** Those of the line's outcomes that hold. */
  static final String CURRENT = "current_outcomes";

  private static final String ALL = "all_outcomes";
  private static final String RANK = "same_line_rank";
  private static final String CONFLICT = "conflict";
  private static final String IMPOSTOR = "two_people";

  private Settlement() {}

  /**
   * Returns {@code lines}, which carry {@link #PERSON}, with {@link #CURRENT} and the state of
   * those that others repeat, replace or contradict. One shuffle by person.
   */
  static Dataset<Row> settle(Dataset<Row> lines, SubjectRule subject) {
    // Lines not in use stand alone, so that many of them do not meet in one partition.
    Dataset<Row> keyed =
        lines.withColumn(
            PERSON,
            when(LineStates.accepted(), concat(lit("="), col(PERSON)))
                .otherwise(concat(col(Quarantine.FILE), lit(":"), col(Quarantine.LINE))));
    WindowSpec person = Window.partitionBy(col(PERSON));
    Dataset<Row> compared =
        keyed
            .withColumn(ALL, together(person))
            .withColumn(CONFLICT, exists(outcomes(), o -> contradict(rivals(o))))
            .withColumn(IMPOSTOR, differs(person, attributes(subject)));
    Dataset<Row> judged =
        compared
            .transform(
                rows ->
                    LineStates.reject(
                        rows,
                        col(CONFLICT),
                        "conflicting-rows",
                        "lines on the same person and endpoint contradict each other"))
            .transform(
                rows ->
                    LineStates.reject(
                        rows,
                        col(IMPOSTOR),
                        "conflicting-person",
                        "lines on the same person state two sexes, births or deaths"));
    WindowSpec same =
        Window.partitionBy(
                col(PERSON),
                col(RegistryLines.OUTCOMES),
                col(RegistryLines.MEASURES),
                col(People.SEX),
                col(People.BIRTH_DATE),
                col(RegistryLines.DEATH_MICROS))
            .orderBy(Quarantine.FILE, Quarantine.LINE);
    Column repeats = col(RANK).gt(1);
    Column replaced =
        array_size(outcomes())
            .gt(0)
            .and(array_size(col(RegistryLines.MEASURES)).equalTo(0))
            .and(array_size(col(CURRENT)).equalTo(0));
    return judged
        .withColumn(ALL, together(person))
        .withColumn(CURRENT, filter(outcomes(), o -> isCurrent(o)))
        .withColumn(RANK, row_number().over(same))
        .withColumn(
            LineStates.STATE,
            when(LineStates.accepted().and(repeats), LineStates.DUPLICATE)
                .when(LineStates.accepted().and(replaced), LineStates.SUPERSEDED)
                .otherwise(col(LineStates.STATE)))
        .drop(ALL, RANK, CONFLICT, IMPOSTOR);
  }

  private static Column outcomes() {
    return col(RegistryLines.OUTCOMES);
  }

  /** The outcomes of all lines in use on the person, each with file and line. */
  private static Column together(WindowSpec person) {
    Column placed = transform(outcomes(), o -> struct(o.as("o"), newestFirst(o).as("order")));
    return flatten(collect_list(when(LineStates.accepted(), placed)).over(person));
  }

  private static Column newestFirst(Column outcome) {
    return struct(
        negate(outcome.getField(OutcomeRule.TIME_MICROS)).as("newest"),
        col(Quarantine.FILE).as(Quarantine.FILE),
        col(Quarantine.LINE).as(Quarantine.LINE));
  }

  private static Column rivals(Column outcome) {
    return filter(
        col(ALL),
        each ->
            each.getField("o")
                .getField(Outcomes.ENDPOINT)
                .equalTo(outcome.getField(Outcomes.ENDPOINT)));
  }

  private static Column isCurrent(Column outcome) {
    Column first = array_min(transform(rivals(outcome), each -> each.getField("order")));
    return newestFirst(outcome).equalTo(first);
  }

  private static Column contradict(Column rivals) {
    Column follow =
        array_distinct(
            transform(
                rivals,
                each ->
                    struct(
                        each.getField("o").getField(OutcomeRule.ENTRY_MICROS).as("entry"),
                        each.getField("o").getField(Outcomes.ARM).as("arm"))));
    Column last = array_max(transform(rivals, Settlement::time));
    Column lastStatuses =
        array_distinct(
            transform(filter(rivals, each -> time(each).equalTo(last)), Settlement::status));
    Column earlyEnd =
        exists(rivals, each -> time(each).lt(last).and(status(each).notEqual(StatusRule.CENSORED)));
    return array_size(follow).gt(1).or(array_size(lastStatuses).gt(1)).or(earlyEnd);
  }

  private static Column time(Column each) {
    return each.getField("o").getField(OutcomeRule.TIME_MICROS);
  }

  private static Column status(Column each) {
    return each.getField("o").getField(Outcomes.STATUS);
  }

  private static List<String> attributes(SubjectRule subject) {
    return subject.age() == null
        ? List.of(People.SEX, RegistryLines.DEATH_MICROS, People.BIRTH_DATE)
        : List.of(People.SEX, RegistryLines.DEATH_MICROS);
  }

  private static Column differs(WindowSpec person, List<String> attributes) {
    return attributes.stream()
        .map(
            name ->
                array_size(collect_set(when(LineStates.accepted(), col(name))).over(person)).gt(1))
        .reduce(Column::or)
        .orElseThrow();
  }
}
