package org.medley.jobs.source.csv;

import static org.apache.spark.sql.functions.array_size;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.medley.features.contract.Outcomes;
import org.medley.features.contract.SubjectLinks;
import org.medley.jobs.source.LineStates;

/**
 * What several lines on one subject and endpoint mean. Equal lines are duplicates of the first by
 * file and line. Of lines with the same entry and arm, a censored one is superseded by a later one:
 * that is follow-up going on. Everything else contradicts itself, and all lines of the subject and
 * endpoint are rejected: two entries or arms, two times of the event, an event that later is
 * censored, or an event and censoring at the same time.
 */
final class OutcomeRules {
  private static final String LAST = "last_micros";
  private static final String CONFLICT = "conflict";
  private static final String RANK = "rank";

  private OutcomeRules() {}

  /** Returns {@code lines} with the system of their identifiers added. */
  static Dataset<Row> withSystem(Dataset<Row> lines, String identifierSystem) {
    return lines.withColumn(SubjectLinks.IDENTIFIER_SYSTEM, lit(identifierSystem));
  }

  /**
   * Returns {@code lines} with the state of those that others on their subject and endpoint repeat,
   * replace or contradict. One shuffle by subject and endpoint.
   */
  static Dataset<Row> settle(Dataset<Row> lines) {
    WindowSpec same =
        Window.partitionBy(
            // Lines not in use stand alone, so that many of them do not meet in one partition.
            when(LineStates.accepted(), lit(0L)).otherwise(col(Outcomes.LINE)),
            col(Outcomes.SUBJECT_ID),
            col(Outcomes.ENDPOINT));
    WindowSpec newestFirst =
        same.orderBy(col(OutcomeLines.TIME_MICROS).desc(), col(Outcomes.FILE), col(Outcomes.LINE));
    Column atLast = col(OutcomeLines.TIME_MICROS).equalTo(col(LAST));
    Column earlyEvent =
        max(when(atLast, 0)
                .when(col(Outcomes.STATUS).equalTo(OutcomeMapping.EVENT), 1)
                .otherwise(0))
            .over(same)
            .equalTo(1);
    Column entriesAndArms =
        array_size(
            collect_set(struct(col(OutcomeLines.ENTRY_MICROS), col(Outcomes.ARM))).over(same));
    Column lastStatuses = array_size(collect_set(when(atLast, col(Outcomes.STATUS))).over(same));
    Dataset<Row> compared =
        lines
            .withColumn(LAST, max(col(OutcomeLines.TIME_MICROS)).over(same))
            .withColumn(RANK, row_number().over(newestFirst))
            .withColumn(CONFLICT, earlyEvent.or(entriesAndArms.gt(1)).or(lastStatuses.gt(1)));
    Dataset<Row> judged =
        LineStates.reject(
            compared,
            col(CONFLICT),
            "conflicting-rows",
            "lines on the same person and endpoint contradict each other");
    return judged
        .withColumn(
            LineStates.STATE,
            when(LineStates.accepted().and(col(RANK).equalTo(1)), LineStates.ACCEPTED)
                .when(LineStates.accepted().and(atLast), LineStates.DUPLICATE)
                .when(LineStates.accepted(), LineStates.SUPERSEDED)
                .otherwise(col(LineStates.STATE)))
        .drop(LAST, RANK, CONFLICT);
  }

  /** The lines in use under {@code clinical.outcomes}. */
  static Dataset<Row> outcomes(Dataset<Row> lines, String source) {
    return Outcomes.TABLE.conform(
        lines
            .filter(LineStates.accepted())
            .select(
                col(Outcomes.SUBJECT_ID),
                col(Outcomes.ENDPOINT),
                timestamp_micros(col(OutcomeLines.ENTRY_MICROS)).as(Outcomes.ENTRY_TIME),
                timestamp_micros(col(OutcomeLines.TIME_MICROS)).as(Outcomes.TIME),
                col(Outcomes.STATUS),
                col(Outcomes.ARM),
                lit(source).as(Outcomes.SOURCE),
                col(Outcomes.FILE),
                col(Outcomes.LINE)));
  }
}
