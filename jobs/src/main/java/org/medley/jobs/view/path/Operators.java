package org.medley.jobs.view.path;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.try_add;
import static org.apache.spark.sql.functions.try_divide;
import static org.apache.spark.sql.functions.try_mod;
import static org.apache.spark.sql.functions.try_multiply;
import static org.apache.spark.sql.functions.try_subtract;
import static org.apache.spark.sql.functions.when;

import java.util.function.BinaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The operators of FHIRPath. Nothing on a side gives nothing (null), except for {@code and}, {@code
 * or} and {@code implies}, whose three-valued logic is that of SQL.
 */
final class Operators {
  /** What factors and quotients are taken of, so that Spark keeps at least 16 decimal places. */
  private static final DataType FACTOR = DataTypes.createDecimalType(22, 9);

  private Operators() {}

  static Value apply(String operator, Value left, Value right) {
    return switch (operator) {
      case "and" -> truths(left, right, operator, Column::and);
      case "or" -> truths(left, right, operator, Column::or);
      case "xor" -> truths(left, right, operator, Column::notEqual);
      case "implies" -> truths(left, right, operator, (first, second) -> not(first).or(second));
      case "=" -> Value.of(Comparison.equal(left, right), "boolean");
      case "!=" -> Value.of(not(Comparison.equal(left, right)), "boolean");
      case "~" -> Value.of(Comparison.equivalent(left, right), "boolean");
      case "!~" -> Value.of(not(Comparison.equivalent(left, right)), "boolean");
      case "<" -> Comparison.ordered(left, right, operator, Column::lt);
      case "<=" -> Comparison.ordered(left, right, operator, Column::leq);
      case ">" -> Comparison.ordered(left, right, operator, Column::gt);
      case ">=" -> Comparison.ordered(left, right, operator, Column::geq);
      case "in" -> Value.of(Comparison.contained(left, right), "boolean");
      case "contains" -> Value.of(Comparison.contained(right, left), "boolean");
      case "|" -> Comparison.union(left, right);
      case "&" -> Value.of(concat(orNoText(left), orNoText(right)), "string");
      default -> arithmetic(operator, left, right);
    };
  }

  static Value negative(Value operand) {
    if (operand.isNothing()) {
      return operand;
    }
    if (!operand.isNumber()) {
      throw new PathException("'-' is asked of a value of type " + operand.type());
    }
    return Value.of(one(operand.typed(), "-").unary_$minus(), operand.type());
  }

  /** {@code value} as one truth value; its type must be boolean. */
  static Column truth(Value value, String asker) {
    if (value.isNothing()) {
      return lit(null).cast(DataTypes.BooleanType);
    }
    if (!value.isBoolean()) {
      throw new PathException("%s needs a truth value, not a %s".formatted(asker, value.type()));
    }
    return one(value.typed(), asker);
  }

  /** {@code value} as one text; its type must be written as one. */
  static Column text(Value value, String asker) {
    if (!value.isNothing() && !value.isText()) {
      throw new PathException("%s needs a text, not a %s".formatted(asker, value.type()));
    }
    return one(value, asker);
  }

  /** The single value; more than one is an error when the view runs. */
  static Column one(Value value, String asker) {
    if (!value.many()) {
      return value.column();
    }
    return when(size(value.column()).leq(1), get(value.column(), lit(0)))
        .otherwise(raise_error(lit("'" + asker + "' is asked of more than one value")));
  }

  private static Value truths(
      Value left, Value right, String operator, BinaryOperator<Column> operation) {
    return Value.of(operation.apply(truth(left, operator), truth(right, operator)), "boolean");
  }

  private static Column orNoText(Value value) {
    return coalesce(text(value, "&"), lit(""));
  }

  private static Value arithmetic(String operator, Value left, Value right) {
    if (operator.equals("+") && (left.isText() || right.isText())) {
      return Value.of(concat(text(left, operator), text(right, operator)), "string");
    }
    if (left.isNothing() || right.isNothing()) {
      return Value.nothing();
    }
    if (!left.isNumber() || !right.isNumber()) {
      throw new PathException(
          "'%s' is asked of a %s and a %s".formatted(operator, left.type(), right.type()));
    }
    boolean factors = operator.equals("*") || operator.equals("/");
    DataType type = factors ? FACTOR : Value.DECIMAL;
    Column first = one(left, operator).try_cast(type);
    Column second = one(right, operator).try_cast(type);
    Column result =
        switch (operator) {
          case "+" -> try_add(first, second);
          case "-" -> try_subtract(first, second);
          case "*" -> try_multiply(first, second);
          case "mod" -> try_mod(first, second);
          case "/", "div" -> try_divide(first, second);
          default -> throw new PathException("the operator '" + operator + "' is not supported");
        };
    boolean whole =
        operator.equals("div") || (left.isWhole() && right.isWhole() && !operator.equals("/"));
    return whole
        ? Value.of(result.try_cast(DataTypes.IntegerType), "integer")
        : Value.of(result.try_cast(Value.DECIMAL), "decimal");
  }
}
