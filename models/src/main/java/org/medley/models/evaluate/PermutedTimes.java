package org.medley.models.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.SUBJECT_ID;
import static org.medley.models.matrix.DesignMatrix.FEATURES;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.medley.models.censoring.CensoringWeights;
import org.medley.models.matrix.DesignMatrix;
import org.medley.models.matrix.Snapshot;
import org.medley.models.statistics.Auroc;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Predictions;

/**
 * The permuted-time control: labels stay where they are, and the covariates of each sample change
 * places with those of the same person's next index time, in training and in test. The two
 * directions are told apart, since a permutation that mixes them gains by one what it loses by the
 * other.
 *
 * <ul>
 *   <li>Covariates of the index time before know less. A study whose covariates follow time loses
 *       by them. One that loses nothing lives on traits, or on covariates that are the same at
 *       every index time because they read the whole record, what lies after the index too.
 *   <li>Covariates of the index time after may know the outcome, so this is what a leak looks like.
 *       Who has nothing to gain by them either looks back less far than the index times are apart,
 *       or knows the outcome already.
 * </ul>
 */
public final class PermutedTimes {
  /** Metric: AUROC with the covariates of the index time before. */
  public static final String EARLIER = "permuted_times_earlier_auroc";

  /** Metric: what these cost. */
  public static final String LOSS = "permuted_times_earlier_loss";

  /** Metric: AUROC with the covariates of the index time after. */
  public static final String LATER = "permuted_times_later_auroc";

  /** Metric: what these add. */
  public static final String GAIN = "permuted_times_later_gain";

  private static final String OTHER = "other_features";
  private static final String METHOD =
      "of each person's index time %s, in training and test, ridge logistic regression";

  private PermutedTimes() {}

  /**
   * All four metrics, with intervals by subject. Those of a direction are of the samples whose
   * person has an index time that way in the same split; they are not assessable where training or
   * test has fewer than {@link EvaluateSettings#LEAST_EVENTS} outcomes or non-outcomes among them.
   * Triggers some 200 actions.
   */
  public static List<Metric> control(Snapshot snapshot, int rowsPerPartition, long seed) {
    CensoringWeights weights = CensoringWeights.fit(snapshot.members(Snapshot.TRAIN));
    try (DesignMatrix train = DesignMatrix.fit(snapshot, weights, rowsPerPartition);
        DesignMatrix test =
            DesignMatrix.of(snapshot, Snapshot.TEST, train.design(), List.of()).kept()) {
      List<Metric> metrics = new ArrayList<>();
      for (boolean earlier : new boolean[] {true, false}) {
        Dataset<Row> fitted = moved(train.rows(), earlier).persist();
        Dataset<Row> judged = moved(test.rows(), earlier).persist();
        metrics.addAll(metrics(fitted, judged, earlier, seed));
        fitted.unpersist();
        judged.unpersist();
      }
      return metrics;
    }
  }

  private static List<Metric> metrics(
      Dataset<Row> fitted, Dataset<Row> judged, boolean earlier, long seed) {
    String auroc = earlier ? EARLIER : LATER;
    String change = earlier ? LOSS : GAIN;
    long[] sizes = sizes(judged);
    if (fewest(sizes(fitted)) < EvaluateSettings.LEAST_EVENTS
        || fewest(sizes) < EvaluateSettings.LEAST_EVENTS) {
      Estimate none =
          Estimate.notAssessable(
              "a split has fewer than %d outcomes or non-outcomes of people with an index time %s"
                  .formatted(EvaluateSettings.LEAST_EVENTS, earlier ? "before" : "after"));
      return List.of(
          new Metric(Metric.ALL, auroc, none, sizes[0], sizes[1]),
          new Metric(Metric.ALL, change, none, sizes[0], sizes[1]));
    }
    Predictions own = Controls.ridge(fitted, judged, sizes[0], seed);
    Predictions other = Controls.ridge(exchanged(fitted), exchanged(judged), sizes[0], seed);
    Auroc.Comparison comparison = Auroc.compare(own, other.score());
    double sign = earlier ? 1 : -1;
    Estimate area = Auroc.estimate(other);
    String how = METHOD.formatted(earlier ? "before" : "after");
    return List.of(
        new Metric(
            Metric.ALL,
            auroc,
            new Estimate(
                area.value(), area.low(), area.high(), area.method() + ", covariates " + how),
            own.size(),
            own.events()),
        new Metric(
            Metric.ALL,
            change,
            Estimate.wald(
                sign * comparison.difference(),
                comparison.standardError(),
                "%s of AUROC by the covariates %s; paired, by subject"
                    .formatted(earlier ? "loss" : "gain", how)),
            own.size(),
            own.events()));
  }

  /** The rows of people with an index time that way, with its features beside their own. */
  static Dataset<Row> moved(Dataset<Row> rows, boolean earlier) {
    WindowSpec inTime = Window.partitionBy(SUBJECT_ID).orderBy(INDEX_TIME);
    Column other = earlier ? lag(col(FEATURES), 1) : lead(col(FEATURES), 1);
    return rows.withColumn(OTHER, other.over(inTime)).where(col(OTHER).isNotNull());
  }

  /** The rows of {@link #moved} with the other features as their own. */
  static Dataset<Row> exchanged(Dataset<Row> moved) {
    return moved.withColumn(FEATURES, col(OTHER));
  }

  /** Rows and outcomes. */
  private static long[] sizes(Dataset<Row> rows) {
    Row row = rows.agg(count(lit(1)), count(when(col(LABEL).gt(0), 1))).first();
    return new long[] {row.getLong(0), row.getLong(1)};
  }

  private static long fewest(long[] sizes) {
    return Math.min(sizes[1], sizes[0] - sizes[1]);
  }
}
