package org.medley.jobs.workbench;

import static org.medley.jobs.workbench.Sheet.Column;

import java.sql.Timestamp;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.medley.jobs.text.Numbers;
import scala.jdk.javaapi.CollectionConverters;

/** The first rows of a dataset as a sheet. Identifiers stay texts, so that no digit is lost. */
public final class RowSheet {
  /** Rows that are shown. */
  public static final int MOST = 20;

  private RowSheet() {}

  /**
   * At most {@link #MOST} rows, with a note where there are more; a null is an empty cell, instants
   * are in UTC. One action, which fetches one row more than are shown.
   */
  public static Sheet of(Dataset<?> dataset) {
    List<Row> fetched = dataset.toDF().takeAsList(MOST + 1);
    StructField[] fields = dataset.schema().fields();
    return new Sheet(
        "Rows",
        Arrays.stream(fields)
            .map(field -> new Column(field.name(), field.dataType() instanceof NumericType))
            .toList(),
        fetched.stream().limit(MOST).map(RowSheet::cells).toList(),
        fetched.size() > MOST ? "The first " + MOST + " rows; there are more." : "");
  }

  private static List<String> cells(Row row) {
    return IntStream.range(0, row.length()).mapToObj(at -> cell(row.get(at))).toList();
  }

  private static String cell(Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Double || value instanceof Float) {
      return Numbers.cell(Double.parseDouble(value.toString()));
    }
    if (value instanceof Timestamp timestamp) {
      return DateTimeFormatter.ISO_INSTANT.format(timestamp.toInstant());
    }
    if (value instanceof scala.collection.Seq<?> sequence) {
      return CollectionConverters.asJava(sequence).stream()
          .map(RowSheet::cell)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return value.toString();
  }
}
