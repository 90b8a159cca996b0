package org.medley.jobs.audit;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.models.contract.Evaluations;
import org.medley.models.contract.Scores;
import org.medley.models.evaluate.Evaluator;

/** The gates of a task. A refused task keeps what was released before. */
public final class Gates {
  /** Outcomes among test members below which a model is exploratory at best. */
  public static final long LEAST_TEST_EVENTS = 100;

  private static final double CHURN = 0.5;
  private static final double CHANCE = 0.5;

  private Gates() {}

  /**
   * Checks the scores of tonight: that there are some, that each is a probability and stands once,
   * that they differ, and that the scored cohort neither collapsed nor doubled. One aggregation,
   * which is executed.
   *
   * @param scores rows of one task under {@link Scores}
   * @param before people scored in the current release; empty: none
   */
  public static List<Gate> scores(Dataset<Row> scores, OptionalLong before) {
    Column risk = col(Scores.RISK_SCORE);
    Row row =
        scores
            .agg(
                count(lit(1)),
                count_distinct(col(Scores.SUBJECT_ID), col(Scores.INDEX_TIME)),
                coalesce(sum(when(risk.between(0, 1), 0L).otherwise(1L)), lit(0L)),
                min(risk),
                max(risk))
            .first();
    long n = row.getLong(0);
    List<Gate> gates = new ArrayList<>();
    gates.add(new Gate("somebody is scored", n > 0, n + " rows"));
    gates.add(
        new Gate(
            "one row per person and index time",
            row.getLong(1) == n,
            (n - row.getLong(1)) + " rows too many"));
    gates.add(
        new Gate(
            "every risk is a probability",
            row.getLong(2) == 0,
            row.getLong(2) + " rows outside 0 to 1"));
    gates.add(
        new Gate(
            "risks differ between people",
            n < 2 || row.getDouble(3) < row.getDouble(4),
            n < 2 ? "fewer than two rows" : "the lowest and the highest were compared"));
    if (before.isPresent() && before.getAsLong() > 0) {
      double change = (double) n / before.getAsLong() - 1;
      gates.add(
          new Gate(
              "the cohort kept its size",
              Math.abs(change) <= CHURN,
              String.format(Locale.ROOT, "%+.1f %% against the current release", 100 * change)));
    }
    return gates;
  }

  /**
   * Checks the model on people it never saw: that it discriminates better than chance with
   * confidence, and that there were events enough, unless the task calls itself exploratory. An
   * update of a model has no test members; the data set that it was updated on, out of fold, stands
   * in. Collects one row per split of one metric.
   *
   * @param evaluations rows of one model under {@link Evaluations}
   */
  public static List<Gate> model(Dataset<Row> evaluations, boolean exploratory) {
    List<Row> rows =
        evaluations
            .where(
                col(Evaluations.SPLIT)
                    .equalTo(Evaluator.TEST)
                    .or(col(Evaluations.SPLIT).startsWith(Evaluator.EXTERNAL))
                    .and(col(Evaluations.SUBGROUP).equalTo("all"))
                    .and(col(Evaluations.METRIC).equalTo("auroc")))
            .orderBy(col(Evaluations.SPLIT).equalTo(Evaluator.TEST).desc(), col(Evaluations.SPLIT))
            .select(Evaluations.VALUE, Evaluations.LOW, Evaluations.EVENTS)
            .collectAsList();
    if (rows.isEmpty() || rows.get(0).isNullAt(0) || rows.get(0).isNullAt(1)) {
      return List.of(new Gate("the model was tested", false, "no test result with an interval"));
    }
    Row row = rows.get(0);
    long events = row.getLong(2);
    return List.of(
        new Gate(
            "better than chance",
            row.getDouble(1) > CHANCE,
            String.format(
                Locale.ROOT, "AUROC %.3f, lower bound %.3f", row.getDouble(0), row.getDouble(1))),
        new Gate(
            "enough test events",
            exploratory || events >= LEAST_TEST_EVENTS,
            "%d events%s".formatted(events, exploratory ? ", and the task is exploratory" : "")));
  }
}
