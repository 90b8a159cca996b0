package org.medley.jobs.source.table;

import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** What a file itself says of the type of a column; the texts are those of {@link ParquetRows}. */
public enum CellKind {
  /** Any text; the only kind of delimited text. */
  TEXT,
  /** A number, with a point. */
  NUMBER,
  /** {@code true} or {@code false}. */
  BOOLEAN,
  /** A date as {@code 2010-01-02}. */
  DATE,
  /** An instant as {@code 2010-01-02 03:04:05Z}. */
  INSTANT,
  /** A time without zone as {@code 2010-01-02 03:04:05}. */
  LOCAL_TIME,
  /** Bytes, lists and what else has no text. */
  OTHER;

  /** The kind of a column of {@code type}. */
  static CellKind of(DataType type) {
    if (type instanceof StringType) {
      return TEXT;
    }
    if (type instanceof NumericType) {
      return NUMBER;
    }
    if (type instanceof BooleanType) {
      return BOOLEAN;
    }
    if (type instanceof DateType) {
      return DATE;
    }
    if (type instanceof TimestampType) {
      return INSTANT;
    }
    return type instanceof TimestampNTZType ? LOCAL_TIME : OTHER;
  }
}
