package org.medley.features.event;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.medley.features.contract.Events.CODE;
import static org.medley.features.contract.Events.DESCRIPTION;
import static org.medley.features.contract.Events.DOMAIN;
import static org.medley.features.contract.Events.SUBJECT_ID;
import static org.medley.features.contract.Events.SUPERSEDED_TIME;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Codes;

/** The codes that occur in events. */
public final class SeenCodes {
  private static final String ROWS = "rows";

  private SeenCodes() {}

  /**
   * Returns {@code clinical.codes}: one row per code and domain over the current versions of {@code
   * events}, with the most frequent description (the first by text among equals). Two scans of a
   * few columns, each with a shuffle of what it counted.
   */
  public static Dataset<Row> of(Dataset<Row> events) {
    Dataset<Row> current = events.where(col(SUPERSEDED_TIME).isNull());
    Dataset<Row> counted =
        current
            .groupBy(CODE, DOMAIN, SUBJECT_ID)
            .agg(count(lit(1)).as(ROWS))
            .groupBy(CODE, DOMAIN)
            .agg(sum(ROWS).as(Codes.EVENTS), count(lit(1)).as(Codes.SUBJECTS));
    Column mostFrequentFirst = struct(negate(col(ROWS)), col(DESCRIPTION));
    Dataset<Row> described =
        current
            .where(col(DESCRIPTION).isNotNull())
            .groupBy(CODE, DOMAIN, DESCRIPTION)
            .agg(count(lit(1)).as(ROWS))
            .groupBy(CODE, DOMAIN)
            .agg(min_by(col(DESCRIPTION), mostFrequentFirst).as(Codes.DESCRIPTION));
    return counted.join(broadcast(described), new String[] {CODE, DOMAIN}, "left");
  }
}
