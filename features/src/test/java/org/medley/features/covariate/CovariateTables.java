package org.medley.features.covariate;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Covariates;

/** Reads small covariate tables into maps that assertions can compare. */
final class CovariateTables {
  private CovariateTables() {}

  /** Returns the value of each {@code purpose|subject|index|family|covariate|unit}. */
  static Map<String, Double> byKey(Dataset<Row> covariates) {
    Map<String, Double> found = new TreeMap<>();
    for (Row row : covariates.collectAsList()) {
      String key =
          String.join(
              "|",
              row.getString(row.fieldIndex(Covariates.PURPOSE)),
              String.valueOf(row.getLong(row.fieldIndex(Covariates.SUBJECT_ID))),
              row.getTimestamp(row.fieldIndex(Covariates.INDEX_TIME)).toInstant().toString(),
              row.getString(row.fieldIndex(Covariates.FAMILY)),
              row.getString(row.fieldIndex(Covariates.COVARIATE)),
              row.getString(row.fieldIndex(Covariates.UNIT)));
      if (found.put(key, row.getDouble(row.fieldIndex(Covariates.VALUE))) != null) {
        throw new AssertionError("two rows of " + key);
      }
    }
    return found;
  }
}
