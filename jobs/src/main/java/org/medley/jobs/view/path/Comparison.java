package org.medley.jobs.view.path;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.rpad;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.util.function.BinaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * Equality, order and membership as FHIRPath 2.0 has them (sections 6.1, 6.2 and 6.4). Nothing on a
 * side gives nothing. Times of different precision compare as far as both go; where they agree so
 * far, nothing can be said.
 */
final class Comparison {
  private static final int SECONDS = "00:00:00".length();
  private static final int MICROS = "00:00:00.000000".length();

  private Comparison() {}

  /** Whether both have the same values in the same order. */
  static Column equal(Value left, Value right) {
    if (left.isNothing() || right.isNothing()) {
      return nothing();
    }
    requirePrimitive(left, right);
    Column present = left.exists().and(right.exists());
    if (!sameKind(left, right)) {
      return when(present, lit(false));
    }
    if (!left.many() && !right.many()) {
      return same(left, right);
    }
    Value first = left.many() ? left : right;
    Value second = left.many() ? right : left;
    if (second.many()) {
      return when(present, comparable(first).equalTo(comparable(second)));
    }
    return when(not(present), nothing())
        .when(size(first.column()).gt(1), lit(false))
        .otherwise(same(first.at(lit(0)), second));
  }

  /** Whether both are the same but for case, white space and trailing zeros. */
  static Column equivalent(Value left, Value right) {
    if (left.isNothing() || right.isNothing()) {
      return not(left.exists()).and(not(right.exists()));
    }
    requirePrimitive(left, right);
    Column first = Operators.one(left, "~");
    Column second = Operators.one(right, "~");
    Column both = first.isNotNull().and(second.isNotNull());
    if (!sameKind(left, right)) {
      return not(both).and(first.isNull()).and(second.isNull());
    }
    Column same =
        left.isText() && !left.isTime()
            ? words(first).equalTo(words(second))
            : coalesce(same(left.with(first, false), right.with(second, false)), lit(false));
    return when(both, same).otherwise(first.isNull().and(second.isNull()));
  }

  /** Whether {@code comparison} holds for one value on each side. */
  static Value ordered(
      Value left, Value right, String operator, BinaryOperator<Column> comparison) {
    if (left.isNothing() || right.isNothing()) {
      return Value.of(nothing(), "boolean");
    }
    requirePrimitive(left, right);
    if (!sameKind(left, right) || left.isBoolean()) {
      throw new PathException(
          "a %s is not less or greater than a %s".formatted(left.type(), right.type()));
    }
    Value first = left.with(Operators.one(left, operator), false);
    Value second = right.with(Operators.one(right, operator), false);
    return Value.of(compared(first, second, comparison), "boolean");
  }

  /** Whether {@code element}, one value, is among {@code values}. */
  static Column contained(Value element, Value values) {
    if (element.isNothing()) {
      return nothing();
    }
    if (values.isNothing()) {
      return when(element.exists(), lit(false));
    }
    requirePrimitive(element, values);
    Value one = element.with(Operators.one(element, "in"), false);
    Column found =
        sameKind(element, values)
            ? array_contains(coalesce(comparable(values), array()), comparable(one))
            : lit(false);
    return when(one.column().isNotNull(), found);
  }

  /** The distinct values of both. */
  static Value union(Value left, Value right) {
    if (left.isNothing() || right.isNothing()) {
      return distinct(left.isNothing() ? right : left);
    }
    requirePrimitive(left, right);
    if (!sameKind(left, right)) {
      throw new PathException("'|' is asked of a %s and a %s".formatted(left.type(), right.type()));
    }
    Column all =
        concat(coalesce(left.typed().array(), array()), coalesce(right.typed().array(), array()));
    String type = left.isWhole() && !right.isWhole() ? right.type() : left.type();
    return new Value(array_distinct(all), true, type, false, null);
  }

  /** Its values without repetitions. */
  static Value distinct(Value values) {
    if (!values.many()) {
      return values;
    }
    requirePrimitive(values, values);
    Value typed = values.typed();
    return typed.with(array_distinct(typed.column()), true);
  }

  private static Column same(Value left, Value right) {
    return compared(left, right, Column::equalTo);
  }

  private static Column compared(Value left, Value right, BinaryOperator<Column> comparison) {
    if (left.isNumber()) {
      return comparison.apply(decimal(left), decimal(right));
    }
    if (left.isTime() && right.isTime()) {
      return dated(left.column(), right.column(), comparison);
    }
    if (left.type().equals("time") && right.type().equals("time")) {
      return timed(left.column(), right.column(), comparison);
    }
    return comparison.apply(left.typed().column(), right.typed().column());
  }

  private static Column dated(Column left, Column right, BinaryOperator<Column> comparison) {
    Column instants =
        comparison.apply(
            left.try_cast(DataTypes.TimestampType), right.try_cast(DataTypes.TimestampType));
    return when(left.contains("T").and(right.contains("T")), instants)
        .otherwise(shared(left, right, comparison));
  }

  private static Column timed(Column left, Column right, BinaryOperator<Column> comparison) {
    Column exact = length(left).geq(SECONDS).and(length(right).geq(SECONDS));
    return when(exact, comparison.apply(micros(left), micros(right)))
        .otherwise(shared(left, right, comparison));
  }

  private static Column micros(Column time) {
    return rpad(
        when(time.contains("."), time).otherwise(concat(time, lit("."))), lit(MICROS), lit("0"));
  }

  /** By the part that both have; null if that is the same and one goes on. */
  private static Column shared(Column left, Column right, BinaryOperator<Column> comparison) {
    Column common = least(length(left), length(right));
    Column first = left.substr(lit(1), common);
    Column second = right.substr(lit(1), common);
    Column decided = length(left).equalTo(length(right)).or(first.notEqual(second));
    return when(decided, comparison.apply(first, second));
  }

  private static Column decimal(Value value) {
    return value.column().try_cast(Value.DECIMAL);
  }

  /** Values that are equal to SQL where they are equal to FHIRPath. */
  private static Column comparable(Value value) {
    Value typed = value.typed();
    return value.isNumber()
        ? typed.map(one -> one.try_cast(Value.DECIMAL), "decimal", false, null).column()
        : typed.column();
  }

  private static Column words(Column text) {
    return lower(regexp_replace(trim(text), lit("\\s+"), lit(" ")));
  }

  private static Column nothing() {
    return lit(null).cast(DataTypes.BooleanType);
  }

  private static boolean sameKind(Value left, Value right) {
    return left.isNumber() == right.isNumber() && left.isBoolean() == right.isBoolean();
  }

  private static void requirePrimitive(Value left, Value right) {
    if (!Elements.isPrimitive(left.type()) || !Elements.isPrimitive(right.type())) {
      throw new PathException(
          "a %s cannot be compared with a %s".formatted(left.type(), right.type()));
    }
  }
}
