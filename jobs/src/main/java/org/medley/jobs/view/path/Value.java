package org.medley.jobs.view.path;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * What an expression gives: a collection as FHIRPath has it, held as a column.
 *
 * @param column one value (null: nothing) or an array without nulls (null or empty: nothing)
 * @param many whether the column is an array
 * @param type FHIR type
 * @param text whether the values are the source's texts, still to be made a Spark type
 * @param usage where its members are noted; null for what has none
 */
public record Value(Column column, boolean many, String type, boolean text, Usage usage) {
  private static final Set<String> WHOLE =
      Set.of("integer", "positiveInt", "unsignedInt", "integer64");
  private static final Set<String> TIMES = Set.of("date", "dateTime", "instant");

  /** The type of what is known to be empty, such as <code>{}</code> or an unknown element. */
  public static final String NOTHING = "nothing";

  /** The largest decimal that Spark has; FHIR asks for 18 digits at least. */
  static final DataType DECIMAL = DataTypes.createDecimalType(38, 18);

  /** One computed value of a FHIR type. */
  static Value of(Column column, String type) {
    return new Value(column, false, type, false, null);
  }

  /** What is known to be empty. */
  static Value nothing() {
    return of(lit(null).cast(DataTypes.StringType), NOTHING);
  }

  /** Whether it is known to be empty. */
  public boolean isNothing() {
    return type.equals(NOTHING);
  }

  /** Whether its values are written as texts: all primitives but numbers and truth values. */
  boolean isText() {
    return Elements.isPrimitive(type) && !isNumber() && !isBoolean();
  }

  boolean isBoolean() {
    return type.equals("boolean");
  }

  /** Whether it is a whole number or a decimal. */
  public boolean isNumber() {
    return isWhole() || type.equals("decimal");
  }

  /** The Spark type that stands for one value of its type. */
  public DataType sparkType() {
    if (isBoolean()) {
      return DataTypes.BooleanType;
    }
    if (isWhole()) {
      return type.equals("integer64") ? DataTypes.LongType : DataTypes.IntegerType;
    }
    return type.equals("decimal") ? DECIMAL : DataTypes.StringType;
  }

  boolean isWhole() {
    return WHOLE.contains(type);
  }

  boolean isTime() {
    return TIMES.contains(type);
  }

  /** The same with another column. */
  public Value with(Column other, boolean isMany) {
    return new Value(other, isMany, type, text, usage);
  }

  /** Each of the values by {@code step}, which gives one value or null. */
  Value map(UnaryOperator<Column> step, String newType, boolean newText, Usage newUsage) {
    Column mapped =
        many ? filter(transform(column, step::apply), Column::isNotNull) : step.apply(column);
    return new Value(mapped, many, newType, newText, newUsage);
  }

  /** The values of a member of each. */
  Value member(String name, boolean repeats, String memberType) {
    boolean primitive = Elements.isPrimitive(memberType);
    Usage used = usage.member(name, repeats, primitive);
    Column member = column.getField(name);
    if (many) {
      Column present = filter(member, Column::isNotNull);
      return new Value(repeats ? flatten(present) : present, true, memberType, primitive, used);
    }
    return new Value(member, repeats, memberType, primitive, used);
  }

  /** Whether there is any. */
  Column exists() {
    return many ? coalesce(size(column).gt(0), lit(false)) : column.isNotNull();
  }

  /** The value at {@code index}, from 0. */
  Value at(Column index) {
    return with(many ? get(column, index) : when(index.equalTo(0), column), false);
  }

  /** As an array. */
  public Column array() {
    return many ? column : when(column.isNotNull(), functions.array(column));
  }

  /** With values of the Spark type that stands for the FHIR type. */
  public Value typed() {
    if (!text) {
      return this;
    }
    return isText()
        ? new Value(column, many, type, false, usage)
        : map(value -> value.try_cast(sparkType()), type, false, usage);
  }
}
