package org.medley.jobs.export;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_utc_timestamp;

import java.time.ZoneId;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Members;

/** Samples as labels of MEDS 0.4, whose columns are closed: no others may stand beside them. */
public final class LabelExport {
  private static final String SUBJECT = "subject_id";
  private static final String TIME = "prediction_time";
  private static final String VALUE = "boolean_value";

  private LabelExport() {}

  /**
   * Returns one row per sample whose label is known: subject_id, prediction_time (local time in
   * {@code zone}, without zone) and boolean_value, sorted by subject and time within partitions.
   * Without labels every sample has a row, and there is no value. Triggers no action.
   *
   * @param samples of a {@link org.medley.features.cohort.Cohort}
   */
  public static Dataset<Row> of(Dataset<Row> samples, boolean labelled, ZoneId zone) {
    Column time =
        from_utc_timestamp(col(Members.INDEX_TIME), zone.getId())
            .cast(DataTypes.TimestampNTZType)
            .as(TIME);
    Dataset<Row> rows =
        labelled
            ? samples
                .where(col(Members.LABEL).isNotNull())
                .select(col(SUBJECT), time, col(Members.LABEL).gt(0).as(VALUE))
            : samples.select(col(SUBJECT), time);
    return rows.sortWithinPartitions(SUBJECT, TIME);
  }
}
