package org.medley.jobs.lake;

import java.util.LinkedHashMap;
import java.util.Map;
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
    if (table.ranges().isEmpty()) {
      properties.put("delta.dataSkippingNumIndexedCols", "0");
    } else {
      properties.put("delta.dataSkippingStatsColumns", String.join(",", table.ranges()));
    }
    // Delta hands the properties of a table on to the Parquet writer.
    for (String column : table.texts()) {
      properties.put("parquet.enable.dictionary#" + column, "false");
    }
    properties.put("parquet.size.statistics.enabled", "false");
    return properties;
  }
}
