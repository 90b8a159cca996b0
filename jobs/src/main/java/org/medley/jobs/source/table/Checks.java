package org.medley.jobs.source.table;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Quarantine;
import org.medley.jobs.source.LineStates;

/**
 * Problems that a row may have, each looked for in the same pass; the first that is found counts.
 */
public final class Checks {
  private static final String FOUND = "found_problem";

  private final List<Column> problems = new ArrayList<>();

  /** Rows that meet {@code condition} are to be rejected; a condition that is null is not met. */
  public Checks add(Column condition, String code, String reason) {
    problems.add(
        when(
            condition,
            struct(lit(code).as(Quarantine.REASON_CODE), lit(reason).as(Quarantine.REASON))));
    return this;
  }

  /**
   * Returns {@code rows}, under {@link LineStates#COLUMNS}, with those in use that fail rejected.
   */
  public Dataset<Row> reject(Dataset<Row> rows) {
    Column found = when(LineStates.accepted(), coalesce(problems.toArray(Column[]::new)));
    Column rejected = col(FOUND).isNotNull();
    return rows.withColumn(FOUND, found)
        .withColumn(
            Quarantine.REASON_CODE,
            coalesce(col(FOUND).getField(Quarantine.REASON_CODE), col(Quarantine.REASON_CODE)))
        .withColumn(
            Quarantine.REASON,
            coalesce(col(FOUND).getField(Quarantine.REASON), col(Quarantine.REASON)))
        .withColumn(
            LineStates.STATE,
            when(rejected, LineStates.QUARANTINED).otherwise(col(LineStates.STATE)))
        .drop(FOUND);
  }
}
