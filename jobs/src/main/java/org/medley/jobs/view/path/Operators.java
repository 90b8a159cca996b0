package org.medley.jobs.view.path;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.try_add;
import static org.apache.spark.sql.functions.try_divide;
import static org.apache.spark.sql.functions.try_mod;
import static org.apache.spark.sql.functions.try_multiply;
import static org.apache.spark.sql.functions.try_subtract;
import static org.apache.spark.sql.functions.when;

import java.util.function.BinaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * The operators of FHIRPath. Nothing on a side gives nothing (null), except for {@code and} and
 * {@code or}, whose three-valued logic is that of SQL.
 */
final class Operators {
  private Operators() {}

  static Value apply(String operator, Value left, Value right) {
    return switch (operator) {
      case "and" -> truths(left, right, operator, Column::and);
      case "or" -> truths(left, right, operator, Column::or);
      case "xor" -> truths(left, right, operator, Column::notEqual);
      case "=" -> Value.of(equal(left, right), "boolean");
      case "!=" -> Value.of(not(equal(left, right)), "boolean");
      case "<" -> ordered(left, right, operator, Column::lt);
      case "<=" -> ordered(left, right, operator, Column::leq);
      case ">" -> ordered(left, right, operator, Column::gt);
      case ">=" -> ordered(left, right, operator, Column::geq);
      case "+", "-", "*", "/", "div", "mod" -> arithmetic(operator, left, right);
      case "&" ->
          Value.of(
              concat(coalesce(one(left, "&"), lit("")), coalesce(one(right, "&"), lit(""))),
              "string");
      default -> throw new PathException("the operator '" + operator + "' is not supported");
    };
  }

  static Value negative(Value operand) {
    if (!operand.isNumber()) {
      throw new PathException("'-' is asked of a value of type " + operand.type());
    }
    return Value.of(one(operand.typed(), "-").unary_$minus(), operand.type());
  }

  /** {@code value} as one truth value; its type must be boolean. */
  static Column truth(Value value, String asker) {
    if (!value.isBoolean()) {
      throw new PathException("%s needs a truth value, not a %s".formatted(asker, value.type()));
    }
    return one(value.typed(), asker);
  }

  private static Value truths(
      Value left, Value right, String operator, BinaryOperator<Column> operation) {
    return Value.of(operation.apply(truth(left, operator), truth(right, operator)), "boolean");
  }

  /** The single value; more than one is an error when the view runs. */
  private static Column one(Value value, String asker) {
    if (!value.many()) {
      return value.column();
    }
    return when(size(value.column()).leq(1), get(value.column(), lit(0)))
        .otherwise(
            org.apache.spark.sql.functions.raise_error(
                lit("'" + asker + "' is asked of more than one value")));
  }

  private static Column equal(Value left, Value right) {
    Column missing = not(left.exists()).or(not(right.exists()));
    if (!left.many() && !right.many()) {
      return same(left, right);
    }
    Value first = left.many() ? left : right;
    Value second = left.many() ? right : left;
    if (second.many()) {
      requireComparable(first, second);
      return when(not(missing), first.typed().column().equalTo(second.typed().column()));
    }
    return when(missing, lit(null).cast(DataTypes.BooleanType))
        .when(size(first.column()).gt(1), lit(false))
        .otherwise(same(first.at(lit(0)), second));
  }

  private static Column same(Value left, Value right) {
    requireComparable(left, right);
    if (left.isNumber()) {
      return decimal(left).equalTo(decimal(right));
    }
    if (left.isTime() && right.isTime()) {
      return timed(left, right, Column::equalTo);
    }
    return left.typed().column().equalTo(right.typed().column());
  }

  private static Value ordered(
      Value left, Value right, String operator, BinaryOperator<Column> comparison) {
    requireComparable(left, right);
    Value first = left.with(one(left, operator), false);
    Value second = right.with(one(right, operator), false);
    if (first.isNumber()) {
      return Value.of(comparison.apply(decimal(first), decimal(second)), "boolean");
    }
    if (first.isTime() && second.isTime()) {
      return Value.of(timed(first, second, comparison), "boolean");
    }
    return Value.of(comparison.apply(first.typed().column(), second.typed().column()), "boolean");
  }

  /** Instants by instant, equally precise dates by date; else null, since nothing can be said. */
  private static Column timed(Value left, Value right, BinaryOperator<Column> comparison) {
    Column first = left.column();
    Column second = right.column();
    return when(
            first.contains("T").and(second.contains("T")),
            comparison.apply(
                first.try_cast(DataTypes.TimestampType), second.try_cast(DataTypes.TimestampType)))
        .when(length(first).equalTo(length(second)), comparison.apply(first, second));
  }

  private static Column decimal(Value value) {
    return value.column().try_cast(Value.DECIMAL);
  }

  private static void requireComparable(Value left, Value right) {
    boolean comparable =
        left.isNumber() == right.isNumber()
            && left.isBoolean() == right.isBoolean()
            && Elements.isPrimitive(left.type())
            && Elements.isPrimitive(right.type());
    if (!comparable) {
      throw new PathException(
          "a %s cannot be compared with a %s".formatted(left.type(), right.type()));
    }
  }

  private static Value arithmetic(String operator, Value left, Value right) {
    if (operator.equals("+") && !left.isNumber() && !right.isNumber()) {
      return Value.of(concat(one(left, operator), one(right, operator)), "string");
    }
    if (!left.isNumber() || !right.isNumber()) {
      throw new PathException(
          "'%s' is asked of a %s and a %s".formatted(operator, left.type(), right.type()));
    }
    Column first = one(left, operator).try_cast(Value.DECIMAL);
    Column second = one(right, operator).try_cast(Value.DECIMAL);
    Column result =
        switch (operator) {
          case "+" -> try_add(first, second);
          case "-" -> try_subtract(first, second);
          case "*" -> try_multiply(first, second);
          case "mod" -> try_mod(first, second);
          default -> try_divide(first, second);
        };
    boolean whole =
        operator.equals("div") || (left.isWhole() && right.isWhole() && !operator.equals("/"));
    return whole
        ? Value.of(result.try_cast(DataTypes.IntegerType), "integer")
        : Value.of(result.try_cast(Value.DECIMAL), "decimal");
  }
}
