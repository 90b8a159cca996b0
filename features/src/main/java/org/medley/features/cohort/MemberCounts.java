package org.medley.features.cohort;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Members;

/** How many members a cohort has, of how many subjects, and with which labels. */
public final class MemberCounts {
  public static final String SUBJECTS = "subjects";
  public static final String MEMBERS = "members";
  public static final String POSITIVE = "positive";
  public static final String NEGATIVE = "negative";
  public static final String UNKNOWN = "unknown";
  public static final String FEWEST = "fewest";
  public static final String MOST = "most";

  private MemberCounts() {}

  /**
   * Returns one row per purpose and split, sorted: subjects, members, members by label status, and
   * the fewest and most members of one subject. Two shuffles of counts. Triggers no action.
   *
   * @param members rows under {@link Members#TABLE} of one task
   */
  public static Dataset<Row> of(Dataset<Row> members) {
    return members
        .groupBy(Members.PURPOSE, Members.SPLIT, Members.SUBJECT_ID)
        .agg(count(lit(1)).as(MEMBERS), with(POSITIVE), with(NEGATIVE), with(UNKNOWN))
        .groupBy(Members.PURPOSE, Members.SPLIT)
        .agg(
            count(lit(1)).as(SUBJECTS),
            sum(MEMBERS).as("all_members"),
            sum(POSITIVE).as(POSITIVE),
            sum(NEGATIVE).as(NEGATIVE),
            sum(UNKNOWN).as(UNKNOWN),
            min(MEMBERS).as(FEWEST),
            max(MEMBERS).as(MOST))
        .withColumnRenamed("all_members", MEMBERS)
        .orderBy(col(Members.PURPOSE).desc(), col(Members.SPLIT).desc());
  }

  private static Column with(String status) {
    return count_if(col(Members.LABEL_STATUS).equalTo(status)).as(status);
  }
}
