package org.medley.jobs.lake;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.medley.features.contract.TableContract;

/** What Delta is told of a table when it is made. */
final class TableProperties {
  private static final String RETENTION = "interval 400 days";

  private TableProperties() {}

  static Map<String, String> of(TableContract table) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(
        "delta.enableDeletionVectors", Boolean.toString(table.name().startsWith("clinical.")));
    properties.put("delta.deletedFileRetentionDuration", RETENTION);
    properties.put("delta.logRetentionDuration", RETENTION);
    String ranged = ranged(table);
    if (ranged.isEmpty()) {
      properties.put("delta.dataSkippingNumIndexedCols", "0");
    } else {
      properties.put("delta.dataSkippingStatsColumns", ranged);
    }
    return properties;
  }

  /**
   * The columns whose smallest and largest value Delta keeps by file. Not those of texts: they are
   * digests, identifiers and codes in no order, so that every file spans them all.
   */
  private static String ranged(TableContract table) {
    return Arrays.stream(table.schema().fields())
        .filter(field -> !table.partitions().contains(field.name()))
        .filter(field -> isRanged(field.dataType()))
        .map(StructField::name)
        .collect(Collectors.joining(","));
  }

  private static boolean isRanged(DataType type) {
    return type instanceof NumericType
        || type.equals(DataTypes.DateType)
        || type.equals(DataTypes.TimestampType);
  }
}
