package org.medley.jobs.view;

import static org.apache.spark.sql.functions.lit;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.NumericType;

/**
 * A column that a select gives.
 *
 * @param name its name
 * @param type its Spark type
 * @param known whether the type follows from the path; not where the path is known to give nothing
 * @param index whether it is {@code %rowIndex} alone
 */
record Output(String name, DataType type, boolean known, boolean index) {
  /** What it holds in the row that forEachOrNull gives for nothing. */
  Column blank() {
    return (index ? lit(0) : lit(null)).cast(type).as(name);
  }

  /** The column that holds both this and {@code other} in a union, if there is one. */
  Optional<Output> with(Output other) {
    if (type.equals(other.type) || !other.known) {
      return Optional.of(this);
    }
    if (!known) {
      return Optional.of(other);
    }
    boolean numbers = type instanceof NumericType && other.type instanceof NumericType;
    return numbers ? Optional.of(type instanceof DecimalType ? this : other) : Optional.empty();
  }
}
