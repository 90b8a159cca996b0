package org.medley.features.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.TableContract;

/**
 * Tests as small tables: a header line and rows, cells parted by {@code |}. An empty cell is null
 * (an empty text where the contract requires one).
 */
public final class TextTable {
  private TextTable() {}

  /**
   * Returns the rows of {@code text} under {@code contract}. Columns that the text does not show
   * are null, or for required columns an empty text, zero, false or the epoch.
   */
  public static Dataset<Row> rows(SparkSession spark, TableContract contract, String text) {
    List<String[]> lines = text.strip().lines().map(TextTable::cells).toList();
    List<String> header = Arrays.asList(lines.get(0));
    StructType asText = new StructType();
    for (String column : header) {
      asText = asText.add(column, DataTypes.StringType);
    }
    List<Row> rows = new ArrayList<>();
    for (String[] line : lines.subList(1, lines.size())) {
      Object[] values = new Object[header.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = i < line.length && !line[i].isEmpty() ? line[i] : null;
      }
      rows.add(RowFactory.create(values));
    }
    Dataset<Row> texts = spark.createDataFrame(rows, asText);
    Column[] columns =
        Arrays.stream(contract.schema().fields())
            .map(field -> typed(field, header).as(field.name()))
            .toArray(Column[]::new);
    Dataset<Row> typed = texts.select(columns);
    return spark.createDataFrame(typed.javaRDD(), contract.schema());
  }

  private static Column typed(StructField field, List<String> header) {
    Column shown =
        header.contains(field.name())
            ? functions.col(field.name()).cast(field.dataType())
            : functions.lit(null).cast(field.dataType());
    return field.nullable() ? shown : functions.coalesce(shown, zero(field));
  }

  private static Column zero(StructField field) {
    if (field.dataType().equals(DataTypes.StringType)) {
      return functions.lit("");
    }
    if (field.dataType().equals(DataTypes.TimestampType)) {
      return functions.lit("1970-01-01 00:00:00").cast(field.dataType());
    }
    if (field.dataType().equals(DataTypes.DateType)) {
      return functions.lit("1970-01-01").cast(field.dataType());
    }
    if (field.dataType().equals(DataTypes.BooleanType)) {
      return functions.lit(false);
    }
    return functions.lit(0).cast(field.dataType());
  }

  private static String[] cells(String line) {
    String trimmed = line.strip();
    String inner = trimmed.startsWith("|") ? trimmed.substring(1) : trimmed;
    inner = inner.endsWith("|") ? inner.substring(0, inner.length() - 1) : inner;
    return Arrays.stream(inner.split("\\|", -1)).map(String::strip).toArray(String[]::new);
  }
}
