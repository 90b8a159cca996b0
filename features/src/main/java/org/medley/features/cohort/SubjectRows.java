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
import static org.apache.spark.sql.functions.when;
import static org.medley.features.contract.Events.AVAILABLE_TIME;
import static org.medley.features.contract.Events.NUMERIC_VALUE;
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
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** One row per subject: birth date, observation periods, and the counts that a task asks for. */
final class SubjectRows {
  private static final String BASE = "base_";
  private static final String ROWS = "rows";
  private static final String VALUE = "value_";
  private static final String PERIODS = "periods";

  private static final String PERIOD_LIST = "array<struct<start:bigint,end:bigint>>";

  /** What goes before the counts of a row. */
  private static final List<String> CLOCKS = List.of(TIME, AVAILABLE_TIME, SUPERSEDED_TIME);

  private static final int KEYS = CLOCKS.size();
  private static final long ALWAYS = Long.MIN_VALUE;

  private SubjectRows() {}

  /**
   * One row per row of {@code subjects}. Events that match no predicate of the task, lie after the
   * as-of time or became available after it are left out; what was superseded after it is current.
   * Events are shuffled once, by subject, after filtering and without their codes; where every
   * event matters, their counts by time are shuffled twice instead. Subjects and periods are
   * shuffled once. Where nothing is asked of people beside their events, subjects and periods are
   * not read, and only subjects with such events have a row.
   */
  static Dataset<Row> of(
      Dataset<Row> events, Dataset<Row> subjects, Dataset<Row> periods, Plan plan) {
    Dataset<Row> lists = eventLists(counted(matching(events, plan), plan));
    if (!plan.needsPeople()) {
      return lists
          .withColumn(BIRTH_DATE, lit(null).cast(DataTypes.IntegerType))
          .withColumn(PERIODS, lit(null).cast(PERIOD_LIST));
    }
    return subjects
        .select(col(SUBJECT_ID), unix_date(col(BIRTH_DATE)).as(BIRTH_DATE))
        .join(periodLists(periods), arrayOf(SUBJECT_ID), "left")
        .join(lists, arrayOf(SUBJECT_ID), "left");
  }

  private static Dataset<Row> periodLists(Dataset<Row> periods) {
    Column period = struct(unix_micros(col(START_TIME)), unix_micros(col(END_TIME)));
    return periods.groupBy(col(SUBJECT_ID)).agg(collect_list(period).as(PERIODS));
  }

  private static Dataset<Row> matching(Dataset<Row> events, Plan plan) {
    List<Column> columns = new ArrayList<>();
    columns.add(col(SUBJECT_ID));
    columns.add(unix_micros(col(TIME)).as(TIME));
    columns.add(available(plan).as(AVAILABLE_TIME));
    columns.add(
        when(isCurrent(plan), lit(EventRow.CURRENT))
            .otherwise(unix_micros(col(SUPERSEDED_TIME)))
            .as(SUPERSEDED_TIME));
    Column any = lit(false);
    List<Column> bases = bases(plan);
    for (int i = 0; i < bases.size(); i++) {
      columns.add(bases.get(i).cast("int").as(BASE + i));
      any = any.or(bases.get(i));
    }
    List<String> valued = plan.table().valued();
    for (int i = 0; i < valued.size(); i++) {
      columns.add(value(plan.table().plain(valued.get(i))).as(VALUE + i));
    }
    Dataset<Row> matching =
        events
            .filter(plan.isCompat() ? any.and(isCurrent(plan)) : any)
            .select(columns.toArray(Column[]::new))
            .filter(
                coalesce(col(TIME), lit(Long.MIN_VALUE))
                    .leq(lit(plan.asOf()))
                    .and(col(AVAILABLE_TIME).leq(lit(plan.asOf()))));
    return plan.isCompat() ? matching.drop(AVAILABLE_TIME, SUPERSEDED_TIME) : matching;
  }

  /** Whether no newer version had replaced it by the as-of time. */
  private static Column isCurrent(Plan plan) {
    Column superseded = unix_micros(col(SUPERSEDED_TIME));
    return coalesce(superseded.gt(lit(plan.asOf())), lit(true));
  }

  /** By the rules of ACES everything is there at its time, and only what is current counts. */
  private static Dataset<Row> withClocks(Dataset<Row> counted, Plan plan) {
    return plan.isCompat()
        ? counted
            .withColumn(AVAILABLE_TIME, coalesce(col(TIME), lit(ALWAYS)))
            .withColumn(SUPERSEDED_TIME, lit(EventRow.CURRENT))
        : counted;
  }

  /** A fact without time was always there. */
  private static Column available(Plan plan) {
    Column always = lit(ALWAYS);
    return plan.isCompat()
        ? coalesce(unix_micros(col(TIME)), always)
        : coalesce(
            when(col(TIME).isNotNull(), unix_micros(coalesce(col(AVAILABLE_TIME), col(TIME)))),
            always);
  }

  private static Column value(Predicate.Plain predicate) {
    Column number = col(NUMERIC_VALUE);
    return when(
        col(TIME)
            .isNotNull()
            .and(PredicateColumns.matches(predicate))
            .and(number.isNaN().equalTo(lit(false))),
        number);
  }

  /**
   * Of the base columns and then of the facts without time: whether a row counts. A birth is an
   * event by the rules of ACES alone, which know no codes of their own.
   */
  private static List<Column> bases(Plan plan) {
    PredicateTable table = plan.table();
    List<Column> bases = new ArrayList<>();
    Column dated = col(TIME).isNotNull();
    table
        .plains()
        .forEach(name -> bases.add(dated.and(PredicateColumns.matches(table.plain(name)))));
    if (table.everyEvent()) {
      bases.add(plan.isCompat() ? dated : dated.and(not(CodeColumns.isBirth())));
    }
    Column existed = coalesce(unix_micros(col(AVAILABLE_TIME)).leq(lit(plan.asOf())), lit(true));
    Column fact = col(TIME).isNull().and(existed).and(isCurrent(plan));
    table.facts().forEach(each -> bases.add(fact.and(PredicateColumns.matches(each))));
    return bases;
  }

  /**
   * Where every event matters there are many at one time, and what is counted before the shuffle
   * makes up for a second one.
   */
  private static Dataset<Row> counted(Dataset<Row> matching, Plan plan) {
    List<String> names = new ArrayList<>(List.of(SUBJECT_ID));
    names.addAll(plan.isCompat() ? List.of(TIME) : CLOCKS);
    Column[] keys = columns(names);
    Dataset<Row> bySubject =
        plan.table().everyEvent() ? matching : matching.repartition(col(SUBJECT_ID));
    List<Column> sums = new ArrayList<>();
    int bases = plan.table().width() + plan.table().facts().size();
    for (int i = 0; i < bases; i++) {
      sums.add(sum(col(BASE + i)).cast("int").as(BASE + i));
    }
    for (int i = 0; i < plan.table().valued().size(); i++) {
      sums.add(collect_list(col(VALUE + i)).as(VALUE + i));
    }
    Dataset<Row> counted =
        sums.isEmpty()
            ? bySubject.groupBy(keys).agg(lit(0).as(BASE + 0))
            : bySubject
                .groupBy(keys)
                .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
    return withClocks(counted, plan);
  }

  private static Dataset<Row> eventLists(Dataset<Row> counted) {
    List<String> parts = new ArrayList<>(CLOCKS);
    Arrays.stream(counted.columns())
        .filter(name -> !name.equals(SUBJECT_ID) && !CLOCKS.contains(name))
        .forEach(parts::add);
    return counted.groupBy(col(SUBJECT_ID)).agg(collect_list(struct(columns(parts))).as(ROWS));
  }

  /** The record that a row of {@link #of} holds. */
  static SubjectRecord read(Row row, PredicateTable table) {
    Integer birth = row.getAs(BIRTH_DATE);
    List<Period> periods = new ArrayList<>();
    for (Row period : rows(row, PERIODS)) {
      periods.add(new Period(period.getLong(0), period.getLong(1)));
    }
    List<EventRow> events = new ArrayList<>();
    int[] statics = new int[table.facts().size()];
    for (Row event : rows(row, ROWS)) {
      for (int i = 0; i < statics.length; i++) {
        statics[i] += event.getInt(KEYS + table.width() + i);
      }
      if (!event.isNullAt(0)) {
        events.add(event(event, table));
      }
    }
    return new SubjectRecord(
        row.<Long>getAs(SUBJECT_ID),
        birth == null ? null : LocalDate.ofEpochDay(birth),
        periods,
        events,
        Arrays.stream(statics).boxed().toList());
  }

  private static EventRow event(Row row, PredicateTable table) {
    int[] base = new int[table.width()];
    Arrays.setAll(base, i -> row.getInt(KEYS + i));
    int first = KEYS + base.length + table.facts().size();
    double[][] values = new double[table.valued().size()][];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.<Double>getList(first + i).stream().mapToDouble(each -> each).toArray();
    }
    return new EventRow(row.getLong(0), row.getLong(1), row.getLong(2), base, values);
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
