package org.medley.models.censoring;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.contract.Members.CENSOR_TIME;
import static org.medley.features.contract.Members.EVENT_TIME;
import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.TARGET_END;
import static org.medley.features.contract.Members.TARGET_START;

import org.apache.spark.sql.Column;

/** How long and why a member was followed in the time-at-risk. */
public final class FollowUp {
  private static final double MICROS_PER_DAY = 86_400e6;

  private FollowUp() {}

  /**
   * Whole days from the start of the time-at-risk to the outcome, the competing event, the end of
   * observation or the end of the window, whichever comes first.
   */
  public static Column day() {
    Column start = coalesce(col(TARGET_START), col(INDEX_TIME));
    Column lost = least(coalesce(col(CENSOR_TIME), start), col(TARGET_END));
    Column known = least(coalesce(col(EVENT_TIME), col(TARGET_END)), col(TARGET_END));
    Column until = when(col(LABEL).isNull(), lost).otherwise(known);
    Column micros = unix_micros(until).minus(unix_micros(start));
    return greatest(floor(micros.divide(MICROS_PER_DAY)), lit(0)).cast("int");
  }

  /** 1 the outcome, 2 a competing event within the window, 0 neither was seen. */
  public static Column cause() {
    Column competing =
        col(LABEL).equalTo(0).and(coalesce(col(EVENT_TIME).leq(col(TARGET_END)), lit(false)));
    return when(col(LABEL).gt(0), 1).when(competing, 2).otherwise(0);
  }
}
