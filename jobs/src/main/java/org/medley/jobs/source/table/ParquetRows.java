package org.medley.jobs.source.table;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.medley.jobs.source.LineStates;

/**
 * Rows of typed tables (Parquet, Delta) in the texts that delimited files would hold: dates as
 * {@code 2010-01-02}, times with {@code Z} where they are instants and without where they are not,
 * whole numbers without a point, even where the column is of a floating type.
 */
public final class ParquetRows {
  private static final double EXACT = 9.0e15;

  private ParquetRows() {}

  /**
   * The rows of {@code typed} as texts, see {@link TableRows}; the payload is JSON. Triggers no
   * action. The session's zone must be UTC.
   *
   * @param typed rows of {@link ParquetFiles}
   * @throws org.medley.jobs.error.MedleyException with exit code 65 if a required column is missing
   */
  public static Dataset<Row> texts(Dataset<Row> typed, String shown, Columns columns) {
    List<StructField> fields = fields(typed);
    List<Integer> positions = columns.positions(shown, names(fields));
    Column[] cells =
        positions.stream()
            .map(at -> at < 0 ? lit(null).cast(DataTypes.StringType) : text(fields.get(at)))
            .toArray(Column[]::new);
    Column[] all = fields.stream().map(field -> quoted(field.name())).toArray(Column[]::new);
    return typed.select(
        col(ParquetFiles.FILE).as("file"),
        col(ParquetFiles.NUMBER).as("line"),
        lit(LineStates.ACCEPTED).as(LineStates.STATE),
        lit(null).cast(DataTypes.StringType).as("reason_code"),
        lit(null).cast(DataTypes.StringType).as("reason"),
        to_json(struct(all)).as("payload"),
        lit(columns.table()).as(TableRows.TABLE),
        array(cells).as(TableRows.CELLS));
  }

  /**
   * What {@code typed} says of the types of the columns that {@code columns} asks for, in their
   * order; a column that it does not have counts as text.
   */
  public static List<CellKind> kinds(Dataset<Row> typed, String shown, Columns columns) {
    List<StructField> fields = fields(typed);
    return columns.positions(shown, names(fields)).stream()
        .map(at -> at < 0 ? CellKind.TEXT : CellKind.of(fields.get(at).dataType()))
        .toList();
  }

  /** The names of the columns of {@code typed}. */
  public static List<String> header(Dataset<Row> typed) {
    return names(fields(typed));
  }

  private static List<StructField> fields(Dataset<Row> typed) {
    return Arrays.stream(typed.schema().fields())
        .filter(field -> !field.name().equals(ParquetFiles.FILE))
        .filter(field -> !field.name().equals(ParquetFiles.NUMBER))
        .toList();
  }

  private static List<String> names(List<StructField> fields) {
    return fields.stream().map(StructField::name).toList();
  }

  private static Column text(StructField field) {
    Column column = quoted(field.name());
    DataType type = field.dataType();
    if (type.equals(DataTypes.TimestampType)) {
      return concat(column.cast(DataTypes.StringType), lit("Z"));
    }
    if (type.equals(DataTypes.DoubleType) || type.equals(DataTypes.FloatType)) {
      Column number = when(not(isnan(column)), column.cast(DataTypes.DoubleType));
      Column whole =
          when(
              number.equalTo(floor(number)).and(number.between(-EXACT, EXACT)),
              number.cast(DataTypes.LongType).cast(DataTypes.StringType));
      return coalesce(whole, when(number.isNotNull(), column.cast(DataTypes.StringType)));
    }
    return nullif(trim(column.cast(DataTypes.StringType)), lit(""));
  }

  private static Column quoted(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }
}
