package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.WindowSpec;
import org.medley.features.contract.ResourceVersions;
import org.medley.features.contract.Resources;
import org.medley.jobs.lake.Checkpoints;

/**
 * What becomes of each version of a resource that a load brings or meets: current, superseded, or a
 * duplicate, whose text equals that of the next older version.
 */
final class Landing {
  static final String STATE = "state";
  static final String CURRENT = "current";
  static final String SUPERSEDED = "superseded";
  static final String DUPLICATE = "duplicate";

  /** As many rows (about 100 bytes each) are sent to every task, where more are shuffled. */
  private static final long BROADCAST_ROWS = 500_000;

  private static final String NUMBER = "number";
  private static final String DIGEST = "digest";

  private Landing() {}

  /** Those of {@code stored} whose resource {@code brought} names, which has {@code many} rows. */
  static Dataset<Row> met(Dataset<Row> stored, Dataset<Row> brought, long many) {
    return stored.join(
        hinted(brought.select(Resources.TYPE, Resources.ID), many),
        new String[] {Resources.TYPE, Resources.ID},
        "left_semi");
  }

  /**
   * Those of {@code versions} that share their resource with others, and deletions: of a single
   * version of a resource the state is plain, and most are. Runs a job that shuffles and sorts a
   * digest of each key; a few single ones may come along.
   */
  static Dataset<Row> shared(Dataset<Row> versions) {
    Dataset<Row> keyed =
        versions.withColumn(DIGEST, xxhash64(col(Resources.TYPE), col(Resources.ID)));
    Dataset<Row> several =
        keyed
            .select(DIGEST)
            .repartition(col(DIGEST))
            .sortWithinPartitions(DIGEST)
            .as(Encoders.LONG())
            .mapPartitions((MapPartitionsFunction<Long, Long>) Repeats::new, Encoders.LONG())
            .toDF(DIGEST)
            .union(keyed.where(col(ResourceVersions.DELETED)).select(DIGEST))
            .transform(Checkpoints::of);
    return keyed
        .join(hinted(several, several.count()), new String[] {DIGEST}, "left_semi")
        .drop(DIGEST);
  }

  /** {@code rows}, of which there are {@code many}, ready to be looked up in. */
  static Dataset<Row> hinted(Dataset<Row> rows, long many) {
    return many <= BROADCAST_ROWS ? broadcast(rows) : rows;
  }

  /** {@code versions} with the state of each. One shuffle by resource, without texts. */
  static Dataset<Row> of(Dataset<Row> versions) {
    WindowSpec newestFirst = VersionOrder.newestFirst();
    Column duplicate = lead(col(Resources.CONTENT), 1).over(newestFirst);
    Column number = sum(when(col(STATE).isNull(), 1).otherwise(0)).over(newestFirst);
    return VersionOrder.plain(
        VersionOrder.prepared(versions)
            .withColumn(STATE, when(duplicate.equalTo(col(Resources.CONTENT)), lit(DUPLICATE)))
            .withColumn(NUMBER, number)
            .withColumn(
                STATE,
                when(col(STATE).isNotNull(), col(STATE))
                    .when(
                        col(NUMBER).equalTo(1).and(col(ResourceVersions.DELETED).equalTo(false)),
                        lit(CURRENT))
                    .otherwise(lit(SUPERSEDED)))
            .drop(NUMBER));
  }
}
