package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.asc;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.desc_nulls_last;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.ResourceVersions;
import org.medley.features.contract.Resources;

/**
 * Which of several versions of a resource is newer: the one with the later {@code
 * meta.lastUpdated}; then the higher numeric {@code meta.versionId}; then the one of the later
 * extract, then, where neither is stated, of the later load; then one that its content decides. The
 * order of files and lines has no say but among equal texts, and a text that says when it changed
 * counts from the extract that it first came with.
 *
 * <p>Where an extract that holds everything lacked the resource, loads come first: the one that
 * held it again is newer, whatever it says of its last update.
 *
 * <p>A deletion has no {@code lastUpdated}: the time of its extract stands in. Where a resource was
 * deleted, the same holds for its versions that state none, so that it can come back.
 */
final class VersionOrder {
  private static final String PRESENCE = "presence";
  private static final String ORDER_TIME = "order_time";
  private static final String VERSION_NUMBER = "version_number";
  private static final String FIRST_EXTRACT = "first_extract";
  private static final String UNDATED_LOAD = "undated_load";
  private static final WindowSpec SAME = Window.partitionBy(Resources.TYPE, Resources.ID);

  private VersionOrder() {}

  /**
   * Returns {@code versions} (type, id, version, last_updated, extract_time, load, content,
   * deleted, origin, file, line) with what {@link #newestFirst} needs. One shuffle by resource.
   */
  static Dataset<Row> prepared(Dataset<Row> versions) {
    Column updated = col(Resources.LAST_UPDATED).isNotNull();
    Column comparable = max(updated).over(SAME).or(max(col(ResourceVersions.DELETED)).over(SAME));
    Column dated = updated.or(col(Resources.VERSION).isNotNull());
    WindowSpec equal = Window.partitionBy(Resources.TYPE, Resources.ID, Resources.CONTENT);
    Column absent =
        col(ResourceVersions.DELETED).and(col(Resources.FILE).equalTo(Deletions.NO_FILE));
    return versions
        .withColumn(PRESENCE, when(max(absent).over(SAME), col(Resources.LOAD)).otherwise(lit(0L)))
        .withColumn(
            ORDER_TIME,
            when(comparable, coalesce(col(Resources.LAST_UPDATED), col(Resources.EXTRACT_TIME))))
        .withColumn(
            VERSION_NUMBER,
            when(
                col(Resources.VERSION).rlike("^[0-9]{1,18}$"),
                col(Resources.VERSION).cast(DataTypes.LongType)))
        .withColumn(
            FIRST_EXTRACT,
            when(dated, min(Resources.EXTRACT_TIME).over(equal))
                .otherwise(col(Resources.EXTRACT_TIME)))
        .withColumn(UNDATED_LOAD, when(dated, lit(0L)).otherwise(col(Resources.LOAD)));
  }

  /** The versions of one resource from the newest to the oldest. */
  static WindowSpec newestFirst() {
    return SAME.orderBy(
        desc(PRESENCE),
        desc_nulls_last(ORDER_TIME),
        desc_nulls_last(VERSION_NUMBER),
        desc(FIRST_EXTRACT),
        desc(UNDATED_LOAD),
        asc(Resources.CONTENT),
        asc(ResourceLines.ORIGIN),
        desc(Resources.FILE),
        desc(Resources.LINE));
  }

  /** When the version became valid. */
  static Column since() {
    return coalesce(col(Resources.LAST_UPDATED), col(Resources.EXTRACT_TIME));
  }

  /** The rows without the helping columns. */
  static Dataset<Row> plain(Dataset<Row> versions) {
    return versions.drop(PRESENCE, ORDER_TIME, VERSION_NUMBER, FIRST_EXTRACT, UNDATED_LOAD);
  }
}
