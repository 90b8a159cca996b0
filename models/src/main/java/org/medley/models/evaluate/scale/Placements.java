package org.medley.models.evaluate.scale;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile_approx;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.medley.models.evaluate.scale.ScoredRows.LABEL;
import static org.medley.models.evaluate.scale.ScoredRows.WEIGHT;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Each sample's placement among those of the other class, ties by half, over any number of rows:
 * rows are parted into ranges of the score, each range is sorted by one task, and the sums of the
 * ranges below are added. One pass for the ranges, one for their sums, one shuffle for the sort.
 */
final class Placements {
  private static final String RANGE = "range";
  private static final int ACCURACY = 10_000;

  private final Dataset<Row> ranged;
  private final String score;
  private final double[] positivesBelow;
  private final double[] negativesBelow;

  /** Of the column {@code score}, parted into about {@code ranges} ranges. Triggers two actions. */
  Placements(Dataset<Row> rows, String score, int ranges) {
    this.score = score;
    double[] shares = IntStream.range(1, ranges).mapToDouble(i -> i / (double) ranges).toArray();
    Column range = lit(1);
    if (shares.length > 0) {
      Row bounds = rows.agg(percentile_approx(col(score), lit(shares), lit(ACCURACY))).first();
      double[] distinct =
          bounds.<Double>getList(0).stream().mapToDouble(d -> d).distinct().toArray();
      range = range(distinct, 0, distinct.length);
    }
    this.ranged = rows.withColumn(RANGE, range);
    List<Row> sums =
        ranged.groupBy(RANGE).agg(sum(positive()), sum(negative())).orderBy(RANGE).collectAsList();
    this.positivesBelow = new double[ranges + 1];
    this.negativesBelow = new double[ranges + 1];
    for (Row row : sums) {
      for (int above = row.getInt(0); above <= ranges; above++) {
        positivesBelow[above] += row.getDouble(1);
        negativesBelow[above] += row.getDouble(2);
      }
    }
  }

  /** Weight of those with the outcome. */
  double positives() {
    return positivesBelow[positivesBelow.length - 1];
  }

  /** Weight of those without. */
  double negatives() {
    return negativesBelow[negativesBelow.length - 1];
  }

  /** The rows with their placement under {@code name}; both classes have weight. */
  Dataset<Row> as(String name) {
    WindowSpec upTo = Window.partitionBy(RANGE).orderBy(score);
    WindowSpec tied = Window.partitionBy(RANGE, score);
    Column negativesHere = sum(negative()).over(upTo).minus(sum(negative()).over(tied).divide(2));
    Column positivesHere = sum(positive()).over(upTo).minus(sum(positive()).over(tied).divide(2));
    Column ofPositive = below(negativesBelow).plus(negativesHere).divide(negatives());
    Column ofNegative =
        lit(positives()).minus(below(positivesBelow).plus(positivesHere)).divide(positives());
    return ranged
        .withColumn(name, when(col(LABEL).gt(0.5), ofPositive).otherwise(ofNegative))
        .drop(RANGE);
  }

  /** One more than the number of bounds below the score, which is between two of them. */
  private Column range(double[] bounds, int from, int to) {
    if (from == to) {
      return lit(from + 1);
    }
    int middle = (from + to) / 2;
    return when(col(score).leq(bounds[middle]), range(bounds, from, middle))
        .otherwise(range(bounds, middle + 1, to));
  }

  private static Column below(double[] sums) {
    return element_at(lit(sums), col(RANGE));
  }

  private static Column positive() {
    return col(LABEL).multiply(col(WEIGHT));
  }

  private static Column negative() {
    return lit(1).minus(col(LABEL)).multiply(col(WEIGHT));
  }
}
