package org.medley.jobs.source.fhir;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.ResourceVersions;
import org.medley.features.contract.Resources;

/**
 * Versions of resources without their texts: everything that orders them and says where they come
 * from.
 */
final class Versions {
  /** Whether the version was current before this load. */
  static final String WAS_CURRENT = "was_current";

  private static final List<String> COLUMNS =
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

  private Versions() {}

  /** Rows of {@code clinical.resources} that this load brought. */
  static Dataset<Row> ofBrought(Dataset<Row> resources, Column origin) {
    return of(resources.withColumn(ResourceLines.ORIGIN, origin), lit(false), false);
  }

  /** Deletions, as {@link Deletions} gives them, in load {@code load}. */
  static Dataset<Row> ofDeletions(Dataset<Row> deletions, long load) {
    return of(
        deletions
            .withColumn(Resources.VERSION, lit(null).cast(DataTypes.StringType))
            .withColumn(Resources.LAST_UPDATED, lit(null).cast(DataTypes.TimestampType))
            .withColumn(Resources.LOAD, lit(load))
            .withColumn(Resources.CONTENT, lit(0L))
            .withColumn(ResourceLines.ORIGIN, lit(ResourceLines.READ)),
        lit(true),
        false);
  }

  /** Rows of {@code clinical.resources} that earlier loads left. */
  static Dataset<Row> ofCurrent(Dataset<Row> resources) {
    return of(stored(resources), lit(false), true);
  }

  /** Rows of {@code clinical.resource_versions} that earlier loads left. */
  static Dataset<Row> ofReplaced(Dataset<Row> versions) {
    return of(stored(versions), col(ResourceVersions.DELETED), false);
  }

  private static Dataset<Row> stored(Dataset<Row> rows) {
    return rows.withColumn(ResourceLines.ORIGIN, lit(ResourceLines.STORED));
  }

  private static Dataset<Row> of(Dataset<Row> rows, Column deleted, boolean current) {
    return rows.withColumn(ResourceVersions.DELETED, deleted)
        .withColumn(WAS_CURRENT, lit(current))
        .selectExpr(COLUMNS.toArray(String[]::new));
  }

  /** Whether the version is a row that an earlier load left. */
  static Column isStored() {
    return col(ResourceLines.ORIGIN).equalTo(ResourceLines.STORED);
  }
}
