package org.medley.features.cohort;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.medley.features.contract.Events.AVAILABLE_TIME;
import static org.medley.features.contract.Events.CODE;
import static org.medley.features.contract.Events.SUBJECT_ID;
import static org.medley.features.contract.Events.SUPERSEDED_TIME;
import static org.medley.features.contract.Events.TIME;
import static org.medley.features.contract.ObservationPeriods.END_TIME;
import static org.medley.features.contract.ObservationPeriods.START_TIME;
import static org.medley.features.contract.Subjects.BIRTH_DATE;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row per subject: birth date, observation periods, and the counts that a task asks for. */
final class SubjectRows {
  private static final String BASE = "base_";
  private static final String ROWS = "rows";
  private static final String PERIODS = "periods";

  private SubjectRows() {}

  /**
   * One row per row of {@code subjects}. Events that match no predicate of the task, are static,
   * lie after the as-of time or became available after it are left out. Events are shuffled once,
   * by subject, after filtering and without their codes; subjects and periods are shuffled once.
   */
  static Dataset<Row> of(
      Dataset<Row> events, Dataset<Row> subjects, Dataset<Row> periods, Plan plan) {
    return subjects
        .select(col(SUBJECT_ID), unix_date(col(BIRTH_DATE)).as(BIRTH_DATE))
        .join(periodLists(periods), arrayOf(SUBJECT_ID), "left")
        .join(eventLists(counted(matching(events, plan), plan)), arrayOf(SUBJECT_ID), "left");
  }

  private static Dataset<Row> periodLists(Dataset<Row> periods) {
    Column period = struct(unix_micros(col(START_TIME)), unix_micros(col(END_TIME)));
    return periods.groupBy(col(SUBJECT_ID)).agg(collect_list(period).as(PERIODS));
  }

  private static Dataset<Row> matching(Dataset<Row> events, Plan plan) {
    List<Column> columns = new ArrayList<>();
    columns.add(col(SUBJECT_ID));
    columns.add(unix_micros(col(TIME)).as(TIME));
    columns.add(unix_micros(coalesce(col(AVAILABLE_TIME), col(TIME))).as(AVAILABLE_TIME));
    columns.add(
        coalesce(unix_micros(col(SUPERSEDED_TIME)), lit(EventRow.CURRENT)).as(SUPERSEDED_TIME));
    Column any = lit(false);
    List<Column> bases = bases(plan.table());
    for (int i = 0; i < bases.size(); i++) {
      columns.add(bases.get(i).cast("int").as(BASE + i));
      any = any.or(bases.get(i));
    }
    return events
        .filter(col(TIME).isNotNull().and(any))
        .select(columns.toArray(Column[]::new))
        .filter(col(TIME).leq(lit(plan.asOf())).and(col(AVAILABLE_TIME).leq(lit(plan.asOf()))));
  }

  private static List<Column> bases(PredicateTable table) {
    List<Column> bases = new ArrayList<>();
    table.plains().forEach(name -> bases.add(PredicateColumns.matches(table.plain(name))));
    if (table.anyEvent()) {
      bases.add(not(col(CODE).rlike("^MEDS_BIRTH(//|$)")));
    }
    return bases;
  }

  private static Dataset<Row> counted(Dataset<Row> matching, Plan plan) {
    Column[] keys = columns(List.of(SUBJECT_ID, TIME, AVAILABLE_TIME, SUPERSEDED_TIME));
    Dataset<Row> bySubject = matching.repartition(col(SUBJECT_ID));
    Column[] sums =
        IntStream.range(0, plan.table().width())
            .mapToObj(i -> sum(col(BASE + i)).cast("int").as(BASE + i))
            .toArray(Column[]::new);
    return sums.length == 0
        ? bySubject.groupBy(keys).agg(lit(0).as(BASE + 0))
        : bySubject.groupBy(keys).agg(sums[0], Arrays.copyOfRange(sums, 1, sums.length));
  }

  private static Dataset<Row> eventLists(Dataset<Row> counted) {
    Column[] parts =
        columns(Arrays.stream(counted.columns()).filter(name -> !name.equals(SUBJECT_ID)).toList());
    return counted.groupBy(col(SUBJECT_ID)).agg(collect_list(struct(parts)).as(ROWS));
  }

  /** The record that a row of {@link #of} holds. */
  static SubjectRecord read(Row row, int width) {
    Integer birth = row.getAs(BIRTH_DATE);
    List<Period> periods = new ArrayList<>();
    for (Row period : rows(row, PERIODS)) {
      periods.add(new Period(period.getLong(0), period.getLong(1)));
    }
    List<EventRow> events = new ArrayList<>();
    for (Row event : rows(row, ROWS)) {
      int[] base = new int[width];
      Arrays.setAll(base, i -> event.getInt(3 + i));
      events.add(new EventRow(event.getLong(0), event.getLong(1), event.getLong(2), base));
    }
    return new SubjectRecord(
        row.<Long>getAs(SUBJECT_ID),
        birth == null ? null : LocalDate.ofEpochDay(birth),
        periods,
        events);
  }

  private static List<Row> rows(Row row, String column) {
    int at = row.fieldIndex(column);
    return row.isNullAt(at) ? List.of() : row.getList(at);
  }

  private static Column[] columns(List<String> names) {
    return names.stream().map(name -> col(name)).toArray(Column[]::new);
  }

  private static String[] arrayOf(String name) {
    return new String[] {name};
  }
}
