package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.ResourceVersions;
import org.medley.features.contract.Resources;

/**
 * What becomes of each version of a resource that a load brings or meets: current, superseded, or a
 * duplicate, whose text equals that of the next older version.
 */
final class Landing {
  static final String STATE = "state";
  static final String CURRENT = "current";
  static final String SUPERSEDED = "superseded";
  static final String DUPLICATE = "duplicate";

  /** Whether the version was current before this load. */
  static final String WAS_CURRENT = "was_current";

  private static final String NUMBER = "number";
  private static final String DIGEST = "digest";

  /** Grain of {@link #of}: everything that orders versions and says where they come from. */
  private static final List<String> META =
      List.of(
          Resources.TYPE,
          Resources.ID,
          Resources.VERSION,
          Resources.LAST_UPDATED,
          Resources.EXTRACT_TIME,
          Resources.LOAD,
          Resources.CONTENT,
          Resources.FILE,
          Resources.LINE,
          Resources.BYTE_OFFSET,
          ResourceVersions.DELETED,
          WAS_CURRENT,
          ResourceLines.ORIGIN);

  private Landing() {}

  /** The versions that {@code lines} hold. */
  static Dataset<Row> ofLines(Dataset<Row> lines) {
    return meta(lines.where(col(Resources.TYPE).isNotNull()), false, false);
  }

  /** Deletions, as {@link Deletions} gives them, in load {@code load}. */
  static Dataset<Row> ofDeletions(Dataset<Row> deletions, long load) {
    return meta(
        deletions
            .withColumn(Resources.VERSION, lit(null).cast(DataTypes.StringType))
            .withColumn(Resources.LAST_UPDATED, lit(null).cast(DataTypes.TimestampType))
            .withColumn(Resources.LOAD, lit(load))
            .withColumn(Resources.CONTENT, lit(0L))
            .withColumn(ResourceLines.ORIGIN, lit(ResourceLines.READ)),
        true,
        false);
  }

  /** Rows of {@code clinical.resources} that the lake holds. */
  static Dataset<Row> ofCurrent(Dataset<Row> resources) {
    return meta(stored(resources), false, true);
  }

  /** Rows of {@code clinical.resource_versions} that the lake holds. */
  static Dataset<Row> ofVersions(Dataset<Row> versions) {
    return select(stored(versions).withColumn(WAS_CURRENT, lit(false)));
  }

  private static Dataset<Row> stored(Dataset<Row> rows) {
    return rows.withColumn(ResourceLines.ORIGIN, lit(ResourceLines.STORED));
  }

  private static Dataset<Row> meta(Dataset<Row> rows, boolean deleted, boolean current) {
    return select(
        rows.withColumn(ResourceVersions.DELETED, lit(deleted))
            .withColumn(WAS_CURRENT, lit(current)));
  }

  private static Dataset<Row> select(Dataset<Row> rows) {
    return rows.selectExpr(META.toArray(String[]::new));
  }

  /** Those of {@code stored} whose resource {@code brought} names. */
  static Dataset<Row> met(Dataset<Row> stored, Dataset<Row> brought) {
    return stored.join(
        brought.select(Resources.TYPE, Resources.ID).distinct(),
        new String[] {Resources.TYPE, Resources.ID},
        "left_semi");
  }

  /**
   * As {@link #of}, where most resources have one version, whose state is plain: only the others
   * are put in order. Runs a job that counts the versions by a digest of the key.
   */
  static Dataset<Row> ofMostlySingle(Dataset<Row> versions) {
    Dataset<Row> keyed =
        versions.withColumn(DIGEST, xxhash64(col(Resources.TYPE), col(Resources.ID)));
    Dataset<Row> several =
        keyed.groupBy(DIGEST).count().where(col("count").gt(1)).select(DIGEST).persist();
    if (several.count() > BROADCAST_ROWS) {
      return of(versions);
    }
    Column state = when(col(ResourceVersions.DELETED), lit(SUPERSEDED)).otherwise(lit(CURRENT));
    Dataset<Row> single =
        keyed
            .join(broadcast(several), new String[] {DIGEST}, "left_anti")
            .drop(DIGEST)
            .withColumn(STATE, state);
    Dataset<Row> others =
        keyed.join(broadcast(several), new String[] {DIGEST}, "left_semi").drop(DIGEST);
    return single.unionByName(of(others));
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

  /** Whether the version is a row of the lake, taken as it is. */
  static Column isStored() {
    return col(ResourceLines.ORIGIN).equalTo(ResourceLines.STORED);
  }

  /**
   * What a load does, in rows.
   *
   * @param current brought versions that are current
   * @param superseded brought versions that are not
   * @param duplicates brought versions that repeat others
   * @param deletions brought deletions that are new
   * @param moved versions of the lake that are no longer current
   * @param promoted versions of the lake that have become current
   */
  record Effects(
      long current, long superseded, long duplicates, long deletions, long moved, long promoted) {
    /** The effects of {@code states}. Runs one job. */
    static Effects of(Dataset<Row> states) {
      Column stored = isStored();
      Column brought = not(stored);
      Column deleted = col(ResourceVersions.DELETED);
      Column current = col(STATE).equalTo(CURRENT);
      Row counts =
          states
              .agg(
                  count_if(brought.and(current)),
                  count_if(brought.and(deleted.equalTo(false)).and(col(STATE).equalTo(SUPERSEDED))),
                  count_if(brought.and(deleted.equalTo(false)).and(col(STATE).equalTo(DUPLICATE))),
                  count_if(brought.and(deleted).and(col(STATE).notEqual(DUPLICATE))),
                  count_if(stored.and(col(WAS_CURRENT)).and(current.equalTo(false))),
                  count_if(stored.and(col(WAS_CURRENT).equalTo(false)).and(current)))
              .first();
      return new Effects(
          counts.getLong(0),
          counts.getLong(1),
          counts.getLong(2),
          counts.getLong(3),
          counts.getLong(4),
          counts.getLong(5));
    }
  }

  /** {@code lines} without those at the places of {@code out}, of which there are {@code many}. */
  static Dataset<Row> without(Dataset<Row> lines, Dataset<Row> out, long many) {
    return many == 0 ? lines : lines.join(hinted(out, many), PLACE, "left_anti");
  }

  /** Those of {@code lines} at the places of {@code in}, of which there are {@code many}. */
  static Dataset<Row> at(Dataset<Row> lines, Dataset<Row> in, long many) {
    return many == 0 ? lines.where(lit(false)) : lines.join(hinted(in, many), PLACE, "left_semi");
  }

  private static Dataset<Row> hinted(Dataset<Row> places, long many) {
    Dataset<Row> keys = places.selectExpr(PLACE);
    return many <= BROADCAST_ROWS ? broadcast(keys) : keys;
  }

  /** As many rows (about 100 bytes each) are sent to every task, where more are shuffled. */
  private static final long BROADCAST_ROWS = 500_000;

  private static final String[] PLACE = {Resources.FILE, Resources.LINE, Resources.LOAD};
}
