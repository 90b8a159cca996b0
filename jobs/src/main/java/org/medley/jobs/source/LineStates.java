package org.medley.jobs.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Quarantine;
import org.medley.jobs.contract.Files;

/**
 * What became of each line of a file. Datasets of lines carry the columns of {@link #COLUMNS}, and
 * the accounts and the quarantine of a source are counted and selected from them.
 */
public final class LineStates {
  /** What became of the line: one of the states below. */
  public static final String STATE = "state";

  /** State of a line in use. */
  public static final String ACCEPTED = "accepted";

  /** State of a line that a newer one replaced. */
  public static final String SUPERSEDED = "superseded";

  /** State of a line that repeats another. */
  public static final String DUPLICATE = "duplicate";

  /** State of a rejected line. */
  public static final String QUARANTINED = "quarantined";

  /** State of an empty line. */
  public static final String BLANK = "blank";

  /** Columns that every dataset of lines starts with. */
  public static final StructType COLUMNS =
      new StructType()
          .add(Quarantine.FILE, DataTypes.StringType, false)
          .add(Quarantine.LINE, DataTypes.LongType, false)
          .add(STATE, DataTypes.StringType, false)
          .add(Quarantine.REASON_CODE, DataTypes.StringType, true)
          .add(Quarantine.REASON, DataTypes.StringType, true)
          .add(Quarantine.PAYLOAD, DataTypes.StringType, true);

  private LineStates() {}

  /** Whether the line is in use. */
  public static Column accepted() {
    return col(STATE).equalTo(ACCEPTED);
  }

  /**
   * Returns {@code lines} with those that are in use and meet {@code condition} rejected for the
   * given reason.
   */
  public static Dataset<Row> reject(
      Dataset<Row> lines, Column condition, String code, String reason) {
    Column rejected = accepted().and(condition);
    return lines
        .withColumn(
            Quarantine.REASON_CODE,
            when(rejected, lit(code)).otherwise(col(Quarantine.REASON_CODE)))
        .withColumn(
            Quarantine.REASON, when(rejected, lit(reason)).otherwise(col(Quarantine.REASON)))
        .withColumn(STATE, when(rejected, lit(QUARANTINED)).otherwise(col(STATE)));
  }

  /** Rejected lines under {@code clinical.quarantine}. */
  public static Dataset<Row> quarantine(Dataset<Row> lines, String source, String runId) {
    return Quarantine.TABLE.conform(
        lines
            .filter(col(STATE).equalTo(QUARANTINED))
            .select(
                lit(source).as(Quarantine.SOURCE),
                col(Quarantine.FILE),
                col(Quarantine.LINE),
                lit(null).cast(DataTypes.LongType).as(Quarantine.BYTE_OFFSET),
                stated(Quarantine.REASON_CODE),
                stated(Quarantine.REASON),
                stated(Quarantine.PAYLOAD),
                lit(runId).as(Quarantine.RUN_ID)));
  }

  /**
   * One row per file that has lines: file, lines, accepted, superseded, duplicate, quarantined and
   * blank. One shuffle of counts.
   */
  public static Dataset<Row> accounts(Dataset<Row> lines) {
    return lines
        .groupBy(col(Quarantine.FILE).as(Files.FILE))
        .agg(
            count(lit(1)).as(Files.LINES),
            lines(ACCEPTED).as(Files.ACCEPTED),
            lines(SUPERSEDED).as(Files.SUPERSEDED),
            lines(DUPLICATE).as(Files.DUPLICATE),
            lines(QUARANTINED).as(Files.QUARANTINED),
            lines(BLANK).as(Files.BLANK));
  }

  private static Column stated(String column) {
    return coalesce(col(column), lit("")).as(column);
  }

  private static Column lines(String state) {
    return sum(when(col(STATE).equalTo(state), 1L).otherwise(0L));
  }
}
