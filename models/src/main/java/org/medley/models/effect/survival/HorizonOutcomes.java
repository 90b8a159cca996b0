package org.medley.models.effect.survival;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log1p;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.medley.models.effect.unit.UnitColumns;

/**
 * Outcomes by a horizon with inverse probability of censoring weights (Robins and Finkelstein,
 * Biometrics 2000;56:779). The probability of remaining under observation is the Kaplan-Meier
 * estimate within each arm, as R's {@code survfit(Surv(time, status == 0) ~ arm)} gives it, just
 * before the event or the horizon, whichever comes first; a weight is 10 at most. It is assumed
 * that loss does not depend on the risk within an arm. Events of other kinds than 1 are known
 * non-events, not censoring.
 */
public final class HorizonOutcomes {
  /** Time to the event or to the end of follow-up; DOUBLE of at least 0. */
  public static final String TIME = "time";

  /** 0 censored, 1 the event, 2 and more competing events; DOUBLE. */
  public static final String EVENT = "event";

  /** What the weights are, in words. */
  public static final String METHOD =
      "inverse probability of censoring weights by Kaplan-Meier in each arm, at most 10";

  private static final double MOST = 10;
  private static final double NEVER = -700;
  private static final String UNTIL = "until";
  private static final String ROWS = "rows";
  private static final String LOST = "lost";
  private static final String AT_RISK = "at-risk";
  private static final String OBSERVED = "observed";

  private HorizonOutcomes() {}

  /** The outcome is 1 where the event came by {@code horizon}, else 0. Shuffles twice. */
  public static Dataset<Row> risk(Dataset<Row> data, double horizon) {
    return weighted(data, horizon, when(byThen(horizon), 1.0).otherwise(0.0));
  }

  /**
   * The outcome is the time without the event up to {@code horizon}, which has the restricted mean
   * survival time as its mean; with competing events it is the horizon less the time lost to the
   * event (Andersen, Stat Med 2013;32:5278). Shuffles twice.
   */
  public static Dataset<Row> restrictedTime(Dataset<Row> data, double horizon) {
    return weighted(data, horizon, when(byThen(horizon), col(TIME)).otherwise(horizon));
  }

  private static Column byThen(double horizon) {
    return col(EVENT).equalTo(1).and(col(TIME).leq(horizon));
  }

  private static Dataset<Row> weighted(Dataset<Row> data, double horizon, Column outcome) {
    Column until = least(col(TIME), lit(horizon));
    Column isLost = col(EVENT).equalTo(0).and(col(TIME).lt(horizon));
    Column arm = col(UnitColumns.ARM);
    Column people =
        Arrays.asList(data.columns()).contains(UnitColumns.SAMPLING)
            ? coalesce(col(UnitColumns.SAMPLING), lit(0.0))
            : lit(1.0);
    Dataset<Row> times =
        data.where(arm.isNotNull().and(col(TIME).isNotNull()).and(col(EVENT).isNotNull()))
            .groupBy(arm, until.as(UNTIL))
            .agg(sum(people).as(ROWS), sum(when(isLost, people).otherwise(0.0)).as(LOST));
    WindowSpec inOrder = Window.partitionBy(arm).orderBy(col(UNTIL));
    WindowSpec from = inOrder.rowsBetween(Window.currentRow(), Window.unboundedFollowing());
    WindowSpec before = inOrder.rowsBetween(Window.unboundedPreceding(), -1);
    Column step =
        when(col(LOST).geq(col(AT_RISK)), NEVER)
            .otherwise(log1p(col(LOST).divide(col(AT_RISK)).unary_$minus()));
    Dataset<Row> curves =
        times
            .withColumn(AT_RISK, sum(col(ROWS)).over(from))
            .withColumn(OBSERVED, coalesce(sum(step).over(before), lit(0.0)))
            .select(
                arm, col(UNTIL), least(exp(col(OBSERVED).unary_$minus()), lit(MOST)).as(OBSERVED));
    return data.drop(UnitColumns.OUTCOME, UnitColumns.WEIGHT)
        .withColumn(UNTIL, until)
        .join(curves, new String[] {UnitColumns.ARM, UNTIL}, "left")
        .withColumn(
            UnitColumns.WEIGHT, when(isLost, 0.0).otherwise(coalesce(col(OBSERVED), lit(0.0))))
        .withColumn(
            UnitColumns.OUTCOME, when(col(TIME).isNotNull().and(col(EVENT).isNotNull()), outcome))
        .drop(UNTIL, OBSERVED);
  }
}
