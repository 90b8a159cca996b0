package org.medley.jobs.compare;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.forall;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.zip_with;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * When two values count as the same: floating-point numbers within a tolerance relative to the
 * larger of the two, lists element by element, everything else exactly. Null is the same as null,
 * NaN as NaN, and an infinity as itself alone.
 *
 * @param tolerance the largest relative difference that is none; 0: bit for bit but for the zeros
 */
public record Sameness(double tolerance) {
  /** What the order of a sum may change. */
  public static final double STANDARD = 1e-9;

  /** Whether {@code one} and {@code other}, both of {@code type}, are the same; never null. */
  Column of(Column one, Column other, DataType type) {
    if (type.equals(DataTypes.DoubleType) || type.equals(DataTypes.FloatType)) {
      return one.eqNullSafe(other).or(coalesce(near(one, other), lit(false)));
    }
    if (type instanceof ArrayType list) {
      Column elements =
          forall(
              zip_with(one, other, (left, right) -> of(left, right, list.elementType())),
              each -> each);
      return coalesce(
          size(one).equalTo(size(other)).and(elements), one.isNull().and(other.isNull()));
    }
    return one.eqNullSafe(other);
  }

  /** NaN is the greatest number to Spark, so that neither it nor an infinity is near anything. */
  private Column near(Column one, Column other) {
    Column larger = greatest(abs(one), abs(other));
    return larger
        .leq(lit(Double.MAX_VALUE))
        .and(abs(one.minus(other)).leq(larger.multiply(lit(tolerance))));
  }
}
