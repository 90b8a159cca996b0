package org.medley.features.event;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.mode;
import static org.medley.features.contract.Events.CODE;
import static org.medley.features.contract.Events.DESCRIPTION;
import static org.medley.features.contract.Events.DOMAIN;
import static org.medley.features.contract.Events.SUBJECT_ID;
import static org.medley.features.contract.Events.SUPERSEDED_TIME;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Codes;

/** The codes that occur in events. */
public final class SeenCodes {
  private SeenCodes() {}

  /**
   * Returns {@code clinical.codes}: one row per code and domain over the current versions of {@code
   * events}, with the most frequent description (the first by text among equals). One aggregation.
   */
  public static Dataset<Row> of(Dataset<Row> events) {
    return events
        .where(col(SUPERSEDED_TIME).isNull())
        .groupBy(CODE, DOMAIN)
        .agg(
            mode(col(DESCRIPTION), true).as(Codes.DESCRIPTION),
            count(lit(1)).as(Codes.EVENTS),
            count_distinct(col(SUBJECT_ID)).as(Codes.SUBJECTS));
  }
}
