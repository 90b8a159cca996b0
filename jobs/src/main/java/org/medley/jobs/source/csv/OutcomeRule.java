package org.medley.jobs.source.csv;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Outcomes;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.table.Cells;

/**
 * Where a line states an outcome.
 *
 * @param endpoint which endpoint
 * @param entry start of follow-up; null: not stated
 * @param time when the status holds
 * @param status event, censored or competing
 * @param arm treatment arm; null: not stated
 * @param optional whether a line may state neither status nor time of the endpoint
 */
record OutcomeRule(
    Texts endpoint, TimeRule entry, TimeRule time, StatusRule status, Texts arm, boolean optional)
    implements Serializable {
  /** Entry in microseconds since 1970. */
  static final String ENTRY_MICROS = "entry_micros";

  /** Time of the status in microseconds since 1970. */
  static final String TIME_MICROS = "time_micros";

  static final StructType SCHEMA =
      new StructType()
          .add(Outcomes.ENDPOINT, DataTypes.StringType)
          .add(ENTRY_MICROS, DataTypes.LongType)
          .add(TIME_MICROS, DataTypes.LongType)
          .add(Outcomes.STATUS, DataTypes.StringType)
          .add(Outcomes.ARM, DataTypes.StringType);

  /**
   * The outcome of a line under {@link #SCHEMA}; null: it states none of this endpoint.
   *
   * @throws RejectedLine if the line lacks what an outcome needs, or contradicts itself
   */
  Row of(Cells cells) throws RejectedLine {
    String named = endpoint.of(cells, "unknown-endpoint", "endpoint");
    if (named == null) {
      throw new RejectedLine("no-endpoint", "the line gives no endpoint");
    }
    Moment entered = entry == null ? null : entry.of(cells, null);
    String stated = status.of(cells);
    Moment at = time.of(cells, entered);
    if (stated == null && at == null && optional) {
      return null;
    }
    if (stated == null) {
      throw new RejectedLine("unknown-status", "the mapping does not explain the line's status");
    }
    if (at == null) {
      throw new RejectedLine("no-date", "the line gives no date of status");
    }
    if (entered != null && at.last() < entered.first()) {
      throw new RejectedLine("status-before-entry", "the status is dated before the entry");
    }
    return RowFactory.create(
        named,
        entered == null ? null : entered.first(),
        at.last(),
        stated,
        arm == null ? null : arm.of(cells, "unknown-arm", "arm"));
  }
}
