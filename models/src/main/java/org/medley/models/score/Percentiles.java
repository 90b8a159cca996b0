package org.medley.models.score;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.medley.models.contract.Scores.PERCENTILE;
import static org.medley.models.contract.Scores.RISK_SCORE;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Exact percentiles without a global sort: distinct risks are counted, summed within ranges of
 * risk, and only the at most 10,001 totals of the ranges pass through one partition.
 */
final class Percentiles {
  private static final int RANGES = 10_000;
  private static final String RANGE = "range";
  private static final String ROWS = "rows";
  private static final String BEFORE = "before";
  private static final String ALL = "all";
  private static final int PERCENT = 100;

  private Percentiles() {}

  /**
   * {@code scores} with the share of rows whose risk is lower or equal, in percent; equal risks
   * have equal percentiles. Shuffles three times, triggers no action.
   */
  static Dataset<Row> add(Dataset<Row> scores) {
    Dataset<Row> distinct =
        scores
            .groupBy(RISK_SCORE)
            .agg(count(lit(1)).as(ROWS))
            .withColumn(RANGE, floor(col(RISK_SCORE).multiply(RANGES)));
    WindowSpec everything = Window.partitionBy(lit(1));
    WindowSpec lower = everything.orderBy(RANGE).rowsBetween(Window.unboundedPreceding(), -1);
    Dataset<Row> ranges =
        distinct
            .groupBy(RANGE)
            .agg(sum(ROWS).as(ROWS))
            .select(
                col(RANGE),
                coalesce(sum(ROWS).over(lower), lit(0L)).as(BEFORE),
                sum(ROWS).over(everything).as(ALL));
    Column within =
        sum(ROWS)
            .over(
                Window.partitionBy(RANGE)
                    .orderBy(RISK_SCORE)
                    .rowsBetween(Window.unboundedPreceding(), Window.currentRow()));
    Dataset<Row> percentiles =
        distinct
            .withColumn(ROWS, within)
            .join(ranges, RANGE)
            .select(
                col(RISK_SCORE),
                col(BEFORE).plus(col(ROWS)).multiply(lit(PERCENT)).divide(col(ALL)).as(PERCENTILE));
    return scores.join(percentiles, RISK_SCORE);
  }
}
