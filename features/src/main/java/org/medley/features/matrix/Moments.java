package org.medley.features.matrix;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * Count, mean and sum of squared deviations of values, merged pair by pair (Chan, Golub and LeVeque
 * 1979): unlike sums of squares they do not cancel where the mean is large and the spread small.
 */
final class Moments {
  static final String COUNT = "moment_count";
  static final String MEAN = "moment_mean";
  static final String SQUARES = "moment_squares";

  private Moments() {}

  /** Returns the moments of no value. */
  static Column none() {
    return of(lit(0L), lit(0.0), lit(0.0));
  }

  /** Returns the moments of all values of an array of moments, merged in its order. */
  static Column merged(Column parts) {
    return aggregate(parts, none(), Moments::merge);
  }

  /** Returns the moments with so many zeros more. */
  static Column withZeros(Column moments, Column zeros) {
    Column count = moments.getField(COUNT).plus(zeros);
    Column mean = moments.getField(MEAN);
    Column between = mean.multiply(mean).multiply(moments.getField(COUNT)).multiply(zeros);
    return when(count.equalTo(0L), none())
        .otherwise(
            of(
                count,
                mean.multiply(moments.getField(COUNT)).divide(count),
                moments.getField(SQUARES).plus(between.divide(count))));
  }

  private static Column merge(Column one, Column other) {
    Column first = one.getField(COUNT);
    Column second = other.getField(COUNT);
    Column count = first.plus(second);
    Column apart = other.getField(MEAN).minus(one.getField(MEAN));
    Column share = second.divide(count);
    Column mean = one.getField(MEAN).plus(apart.multiply(share));
    Column between = apart.multiply(apart).multiply(first).multiply(share);
    Column squares = one.getField(SQUARES).plus(other.getField(SQUARES)).plus(between);
    return when(count.equalTo(0L), none()).otherwise(of(count, mean, squares));
  }

  private static Column of(Column count, Column mean, Column squares) {
    return struct(count.as(COUNT), mean.as(MEAN), squares.as(SQUARES));
  }
}
