package org.medley.jobs.sql;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Types of contracts as types of DuckDB. */
final class DuckTypes {
  private static final Map<DataType, String> SIMPLE =
      Map.of(
          DataTypes.StringType, "VARCHAR",
          DataTypes.LongType, "BIGINT",
          DataTypes.IntegerType, "INTEGER",
          DataTypes.ShortType, "SMALLINT",
          DataTypes.ByteType, "TINYINT",
          DataTypes.DoubleType, "DOUBLE",
          DataTypes.FloatType, "FLOAT",
          DataTypes.BooleanType, "BOOLEAN",
          DataTypes.TimestampType, "TIMESTAMPTZ",
          DataTypes.DateType, "DATE");

  private DuckTypes() {}

  /** The type of the same values; empty if there is none. */
  static Optional<String> of(DataType type) {
    if (type instanceof ArrayType array) {
      return of(array.elementType()).map(element -> element + "[]");
    }
    if (type instanceof MapType map) {
      return of(map.keyType())
          .flatMap(key -> of(map.valueType()).map(value -> "MAP(" + key + ", " + value + ")"));
    }
    if (type instanceof DecimalType decimal) {
      return Optional.of("DECIMAL(" + decimal.precision() + ", " + decimal.scale() + ")");
    }
    if (type instanceof StructType struct) {
      return fields(struct);
    }
    return type.equals(DataTypes.BinaryType)
        ? Optional.of("BLOB")
        : Optional.ofNullable(SIMPLE.get(type));
  }

  private static Optional<String> fields(StructType struct) {
    StringBuilder text = new StringBuilder();
    for (StructField field : struct.fields()) {
      Optional<String> type = of(field.dataType());
      if (type.isEmpty()) {
        return type;
      }
      text.append(text.isEmpty() ? "STRUCT(" : ", ")
          .append(DuckDb.name(field.name()))
          .append(' ')
          .append(type.get());
    }
    return Optional.of(text.append(')').toString());
  }
}
