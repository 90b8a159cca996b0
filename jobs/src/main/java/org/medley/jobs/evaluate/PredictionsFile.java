package org.medley.jobs.evaluate;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.error.MedleyException;

/** Reads a file of predictions: CSV with a line of names, or Parquet. */
final class PredictionsFile {
  /** Whether a row of CSV has another number of cells than the line of names. */
  static final String RAGGED = TableFile.RAGGED;

  private PredictionsFile() {}

  /**
   * The rows as text under the names of {@link PredictionColumns#named}, with {@link
   * PredictionColumns#ROW}, the number of the row in the file, and {@link #RAGGED}; null where a
   * cell says nothing.
   *
   * @throws MedleyException 66 if there is no file, 65 if it is empty or lacks columns
   */
  static Dataset<Row> read(SparkSession spark, String file, PredictionColumns columns) {
    Dataset<Row> all = TableFile.open(spark, file);
    List<String> there = Stream.of(all.columns()).filter(name -> !name.equals(RAGGED)).toList();
    String missing =
        columns.named().values().stream()
            .filter(name -> !there.contains(name))
            .distinct()
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw rejected(
          "%s has no column %s".formatted(file, missing),
          "it has: " + String.join(", ", there) + "; name one of these");
    }
    Map<String, String> named = columns.named();
    Column[] texts =
        Stream.concat(
                Stream.of(col(RAGGED)),
                named.entrySet().stream()
                    .map(entry -> Cells.text(entry.getValue()).as(entry.getKey())))
            .toArray(Column[]::new);
    return TableFile.numbered(spark, all.select(texts), PredictionColumns.ROW);
  }

  static MedleyException rejected(String what, String remedy) {
    return TableFile.rejected(what, remedy);
  }
}
