package org.medley.jobs.quality;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.EvalMode;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.parser.ParseException;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The conditions of rules: Spark SQL expressions over the columns of one row. No subqueries, no
 * aggregates, and of the functions only those below, which are deterministic, reach nothing outside
 * the row and cannot fail on a value.
 */
final class Expressions {
  private static final Set<String> FUNCTIONS =
      Set.of(
          "abs",
          "coalesce",
          "contains",
          "datediff",
          "endswith",
          "if",
          "isnotnull",
          "isnull",
          "length",
          "lower",
          "nullif",
          "startswith",
          "to_date",
          "trim",
          "try_add",
          "try_divide",
          "try_subtract",
          "upper",
          "year",
          "isnan",
          "substring",
          "split_part",
          "regexp_like",
          "rlike",
          "like",
          "greatest",
          "least");

  private static final Set<String> OPERATORS =
      Set.of(
          "And",
          "Or",
          "Not",
          "EqualTo",
          "EqualNullSafe",
          "LessThan",
          "LessThanOrEqual",
          "GreaterThan",
          "GreaterThanOrEqual",
          "In",
          "IsNull",
          "IsNotNull",
          "Like",
          "RLike",
          "Add",
          "Subtract",
          "Multiply",
          "UnaryMinus",
          "CaseWhen",
          "Literal",
          "Cast",
          "Between",
          "UnresolvedBetween",
          "UnresolvedAttribute",
          "UnresolvedFunction",
          "LikeAll",
          "LikeAny");

  private Expressions() {}

  /**
   * The columns that {@code text} uses.
   *
   * @throws IllegalArgumentException that says what is wrong and, after a semicolon, the remedy
   */
  static Set<String> columns(String text, Set<String> known) {
    Expression parsed;
    try {
      parsed = new CatalystSqlParser().parseExpression(text);
    } catch (Exception e) {
      if (e instanceof ParseException) {
        throw new IllegalArgumentException(
            "is no SQL expression; write a condition such as 'end_time >= time'", e);
      }
      throw e;
    }
    Set<String> used = new LinkedHashSet<>();
    visit(parsed, known, used);
    return used;
  }

  private static void visit(Expression node, Set<String> known, Set<String> used) {
    String kind = node.getClass().getSimpleName();
    if (!OPERATORS.contains(kind)) {
      throw new IllegalArgumentException(
          "uses what a condition may not hold (" + kind + "); compare columns of one row");
    }
    if (node instanceof UnresolvedAttribute attribute) {
      String name = attribute.name();
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "names '" + name + "', which is no column; use some of " + known);
      }
      used.add(name);
    } else if (node instanceof UnresolvedFunction function) {
      String name = String.join(".", CollectionConverters.asJava(function.nameParts()));
      if (!FUNCTIONS.contains(name.toLowerCase(Locale.ROOT)) || function.isDistinct()) {
        throw new IllegalArgumentException(
            "calls '" + name + "'; use some of " + new java.util.TreeSet<>(FUNCTIONS));
      }
    } else if (node instanceof Cast cast && !cast.evalMode().equals(EvalMode.TRY())) {
      throw new IllegalArgumentException("casts, which can fail on a value; use try_cast");
    }
    CollectionConverters.asJava(node.children()).forEach(child -> visit(child, known, used));
  }
}
