package org.medley.features.covariate;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.covariate.CodeSummary.AT;
import static org.medley.features.covariate.CodeSummary.END;
import static org.medley.features.covariate.CodeSummary.INDEX_MICROS;
import static org.medley.features.covariate.CodeSummary.OWN;
import static org.medley.features.covariate.CodeSummary.SPANS;
import static org.medley.features.covariate.CodeSummary.named;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Events;

/**
 * For how long a member had one drug, in whole days in UTC. A day counts if any instant of it lies
 * in the window and in the exposure; a window of w days has w days at most. What a record plans
 * beyond the index time does not count. Only dated records count; those are there in the order of
 * their times.
 */
final class DrugSpans {
  /** Days between two exposures that belong to one era (OHDSI's drug eras). */
  static final int PERSISTENCE_DAYS = 30;

  private static final String ERAS = "eras";
  private static final String DAYS = "days";
  private static final String FIRST = "first";
  private static final String UNTIL = "until";

  private DrugSpans() {}

  /** Adds the columns that the other methods read. */
  static Dataset<Row> added(Dataset<Row> summaries, List<LookbackWindow> windows) {
    Map<String, Column> columns = new LinkedHashMap<>();
    Column ordered =
        filter(col(SPANS), one -> one.getField(END).isNotNull().and(not(handedOut(one))));
    for (LookbackWindow window : windows) {
      columns.put(named("drug_eras", window), union(col(SPANS), PERSISTENCE_DAYS, window));
      columns.put(named("drug_ordered", window), union(ordered, 0, window));
      columns.put(named("drug_covered", window), covered(window));
    }
    return summaries.withColumns(columns);
  }

  /**
   * Returns the number of eras that reach into the window: exposures with at most 30 days from the
   * end of one to the start of the next are one era. A record without end is an exposure of a day.
   */
  static Column eras(LookbackWindow window) {
    return col(named("drug_eras", window)).getField(ERAS);
  }

  /** Returns the days of the window that lie in an era. */
  static Column daysInEras(LookbackWindow window) {
    return col(named("drug_eras", window)).getField(DAYS);
  }

  /** Returns the days of the window for which the drug was ordered, by records with an end. */
  static Column daysOrdered(LookbackWindow window) {
    return col(named("drug_ordered", window)).getField(DAYS);
  }

  /**
   * Returns the proportion of days covered as the Pharmacy Quality Alliance defines it, for one
   * drug: of the days from the first dispensing in the window to the index day, the share with
   * supply; a supply that begins before the last one is used up is shifted to the day after it.
   * Supplies of a descendant do not count, since only those of one drug may be shifted. Null: no
   * dispensing with a known number of days in the window.
   */
  static Column proportionOfDaysCovered(LookbackWindow window) {
    Column covered = col(named("drug_covered", window));
    Column period = indexDay().minus(covered.getField(FIRST)).plus(1);
    return covered.getField(DAYS).divide(period);
  }

  /** Returns whether a record of the drug itself lasts until the index time or beyond. */
  static Column active() {
    return exists(
        col(SPANS), one -> one.getField(OWN).and(one.getField(END).geq(col(INDEX_MICROS))));
  }

  private static Column handedOut(Column span) {
    return span.getField(Events.SOURCE_TYPE).isin(Events.DISPENSINGS.toArray());
  }

  private static Column indexDay() {
    return CodeSummary.day(col(INDEX_MICROS));
  }

  private static Column windowStart(LookbackWindow window) {
    return col(INDEX_MICROS).minus(lit(window.days().orElse(0) * LookbackWindow.MICROS_PER_DAY));
  }

  private static Column reaches(Column until, LookbackWindow window) {
    return window.days().isEmpty() ? until.isNotNull() : until.gt(windowStart(window));
  }

  private static Column firstDay(Column start, LookbackWindow window) {
    return window.days().isEmpty() ? start : greatest(start, CodeSummary.day(windowStart(window)));
  }

  private static Column atMost(LookbackWindow window, Column days) {
    return window.days().isEmpty() ? days : least(days, lit((long) window.days().getAsInt()));
  }

  private static Column startDay(Column span) {
    return CodeSummary.day(span.getField(AT));
  }

  private static Column endDay(Column span) {
    return greatest(startDay(span), coalesce(CodeSummary.day(span.getField(END)), startDay(span)));
  }

  /** Number and days of the unions of spans that are at most {@code gap} days apart. */
  private static Column union(Column spans, int gap, LookbackWindow window) {
    Column none = lit(null).cast(DataTypes.LongType);
    return aggregate(
        spans,
        open(none, none, none, lit(0L), lit(0L)),
        (open, span) -> {
          Column start = startDay(span);
          Column end = least(endDay(span), indexDay());
          Column until = least(greatest(span.getField(AT), span.getField(END)), col(INDEX_MICROS));
          Column more = start.leq(open.getField(END).plus(gap));
          return when(
                  more,
                  open(
                      open.getField(AT),
                      greatest(open.getField(END), end),
                      greatest(open.getField(UNTIL), until),
                      open.getField(ERAS),
                      open.getField(DAYS)))
              .otherwise(open(start, end, until, erasWith(open, window), daysWith(open, window)));
        },
        last ->
            struct(
                erasWith(last, window).as(ERAS), atMost(window, daysWith(last, window)).as(DAYS)));
  }

  private static Column open(Column start, Column end, Column until, Column eras, Column days) {
    return struct(start.as(AT), end.as(END), until.as(UNTIL), eras.as(ERAS), days.as(DAYS));
  }

  private static Column erasWith(Column open, LookbackWindow window) {
    Column more = when(reaches(open.getField(UNTIL), window), lit(1L)).otherwise(lit(0L));
    return open.getField(ERAS).plus(more);
  }

  private static Column daysWith(Column open, LookbackWindow window) {
    Column first = firstDay(open.getField(AT), window);
    Column days = open.getField(END).minus(first).plus(1);
    Column more = when(reaches(open.getField(UNTIL), window), days).otherwise(lit(0L));
    return open.getField(DAYS).plus(more);
  }

  /** First day and covered days of the dispensings in the window; the first day null: none. */
  private static Column covered(LookbackWindow window) {
    Column none = lit(null).cast(DataTypes.LongType);
    Column supplies =
        filter(
            col(SPANS),
            one ->
                handedOut(one)
                    .and(one.getField(OWN))
                    .and(one.getField(END).geq(one.getField(AT)))
                    .and(window.holds(one.getField(AT), col(INDEX_MICROS))));
    return aggregate(
        supplies,
        struct(none.as(FIRST), none.as(END), lit(0L).as(DAYS)),
        (before, span) -> {
          Column start = greatest(startDay(span), before.getField(END).plus(1));
          Column end = start.plus(endDay(span)).minus(startDay(span));
          Column last = least(end, indexDay());
          Column days = when(last.geq(start), last.minus(start).plus(1)).otherwise(lit(0L));
          return struct(
              coalesce(before.getField(FIRST), startDay(span)).as(FIRST),
              end.as(END),
              before.getField(DAYS).plus(days).as(DAYS));
        });
  }
}
