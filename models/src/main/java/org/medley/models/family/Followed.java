package org.medley.models.family;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;
import static org.medley.models.matrix.DesignMatrix.CAUSE;
import static org.medley.models.matrix.DesignMatrix.DAY;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What families of one hazard make of competing events. */
final class Followed {
  private Followed() {}

  /**
   * The rows with competing events as known non-events: who has one stays at risk to the end of the
   * time-at-risk, as in the hazard of the cumulative incidence (Fine and Gray, JASA 1999;94:496)
   * where follow-up would have lasted as long. So the risk is that of the outcome before death, not
   * that of a world without death. Triggers one action.
   */
  static Dataset<Row> toTheEnd(Dataset<Row> rows) {
    int last = rows.agg(max(DAY)).first().getInt(0);
    return rows.withColumn(DAY, when(col(CAUSE).gt(1), last).otherwise(col(DAY)))
        .withColumn(CAUSE, when(col(CAUSE).equalTo(1), 1).otherwise(0));
  }
}
