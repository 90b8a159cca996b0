package org.medley.jobs.contract;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.medley.features.contract.TableContract;

/** Tells Spark what it cannot see: that the required columns of rows hold no null. */
public final class Required {
  private Required() {}

  /**
   * {@code rows} under {@code contract}, other columns left out. Their required columns must be
   * free of nulls already, which a filter or the way they were made has to ensure.
   */
  public static Dataset<Row> conform(TableContract contract, Dataset<Row> rows) {
    Column[] columns =
        Arrays.stream(contract.schema().fields()).map(Required::column).toArray(Column[]::new);
    return contract.conform(rows.select(columns));
  }

  private static Column column(StructField field) {
    Column column = col(field.name());
    if (field.nullable()) {
      return column;
    }
    if (field.dataType().equals(DataTypes.LongType)) {
      return coalesce(column, lit(0L)).as(field.name());
    }
    return field.dataType().equals(DataTypes.StringType)
        ? coalesce(column, lit("")).as(field.name())
        : column;
  }
}
