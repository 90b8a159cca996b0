package org.medley.features.leak;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Members;

/** A few members, the same ones whenever they are drawn. */
public final class SampledMembers {
  private static final long BUCKETS = 1_000_000_007L;
  private static final String ALL = "all_members";

  private SampledMembers() {}

  /**
   * Returns about {@code wanted} members of a task, of either purpose, chosen by a hash of subject
   * and index time; all of them where there are no more. Triggers no action.
   */
  public static Dataset<Row> of(Dataset<Row> members, String task, long wanted) {
    Dataset<Row> ofTask = members.where(col(Members.TASK).equalTo(task));
    return ofTask
        .crossJoin(broadcast(ofTask.agg(count(lit(1)).as(ALL))))
        .where(
            pmod(xxhash64(col(Members.SUBJECT_ID), col(Members.INDEX_TIME)), lit(BUCKETS))
                .cast("double")
                .multiply(col(ALL))
                .lt((double) wanted * BUCKETS))
        .select(
            col(Members.PURPOSE),
            col(Members.SUBJECT_ID),
            col(Members.INDEX_TIME),
            unix_micros(col(Members.INDEX_TIME)).as(EventFacts.INDEX));
  }
}
