package org.medley.features.function;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.ObjectType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A method of an object as a column. The method takes and gives values as Spark holds them: {@code
 * UTF8String}, {@code InternalRow}, {@code Long} for a time stamp, {@code Integer} for a date, and
 * is called from generated code.
 *
 * <p>Decision: not a user-defined function, which turns each value into an object of Java's own and
 * back. That took as long as the work itself.
 *
 * @param target the object, sent to every task
 * @param method name of a public method of its public class
 * @param result what it gives
 */
public record Call(Serializable target, String method, DataType result) {
  /** The column that calls it on {@code arguments}; null if one of them is null. */
  public Column of(Column... arguments) {
    return of(true, true, arguments);
  }

  /** The same, where the method is called whatever is null. */
  public Column ofNullable(Column... arguments) {
    return of(false, true, arguments);
  }

  /**
   * The same, called once for each row wherever the column is used. Spark is told that it is not
   * deterministic, so that it does not move it to where it would be computed again; it is.
   */
  public Column once(Column... arguments) {
    return of(true, false, arguments);
  }

  private Column of(boolean nullForNull, boolean mayRepeat, Column... arguments) {
    Expression object = new Literal(target, new ObjectType(target.getClass()));
    return ExpressionUtils.column(
        new Invoke(
            object,
            method,
            result,
            CollectionConverters.asScala(
                    Arrays.stream(arguments).map(ExpressionUtils::expression).toList())
                .toSeq(),
            CollectionConverters.asScala(java.util.List.<AbstractDataType>of()).toSeq(),
            nullForNull,
            true,
            mayRepeat));
  }
}
