package org.medley.models.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.row_number;
import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.SUBJECT_ID;
import static org.medley.models.matrix.DesignMatrix.FEATURES;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.medley.models.censoring.CensoringWeights;
import org.medley.models.matrix.DesignMatrix;
import org.medley.models.matrix.Snapshot;
import org.medley.models.parallel.Parallel;
import org.medley.models.statistics.Auroc;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Predictions;

/**
 * The permuted-time control: each person's rows of covariates are shifted round among the person's
 * index times, while the labels stay where they are, in training and in test; then nothing links a
 * covariate to its moment, and only what tells people apart is left. It is a permutation within
 * blocks of exchangeable samples (Winkler et al., NeuroImage 2015;123:253), of those that leave no
 * row in its place. A study whose covariates are of the past of each index time loses by it. One
 * that loses nothing lives on traits, or on covariates that are the same at every index time
 * because they read the whole record, what lies after the index too: look at these before anybody
 * trusts it.
 *
 * <p>What reads just a little beyond each index time moves with the index, loses much, and is not
 * found here; the audit of covariates against outcomes looks for that.
 */
public final class PermutedTimes {
  /** Most fits to permuted times; there are no more than a person has other index times. */
  public static final int PERMUTATIONS = 20;

  /** Metric: AUROC with every row at its own time. */
  public static final String OWN = "own_times_auroc";

  /** Metric: mean AUROC with the times permuted. */
  public static final String PERMUTED = "permuted_times_auroc";

  /** Metric: what the permutation costs. */
  public static final String LOSS = "permuted_times_loss";

  private static final String PLACE = "place";
  private static final String TIMES = "times";
  private static final String RIDGE =
      "ridge logistic regression on people with several index times";

  private PermutedTimes() {}

  /**
   * {@link #OWN}, {@link #PERMUTED} and {@link #LOSS}, the last with an interval by subject, from
   * ridge logistic regressions. Of people with several index times in their split only. Not
   * assessable, with {@link #PERMUTED} alone, where a split has fewer than {@link
   * EvaluateSettings#LEAST_EVENTS} people with the outcome at one index time and without it at
   * another, since nobody else can lose. Triggers some 50 actions per permutation.
   */
  public static List<Metric> control(Snapshot snapshot, int rowsPerPartition, long seed) {
    CensoringWeights weights = CensoringWeights.fit(snapshot.members(Snapshot.TRAIN));
    try (DesignMatrix train = DesignMatrix.fit(snapshot, weights, rowsPerPartition);
        DesignMatrix test =
            DesignMatrix.of(snapshot, Snapshot.TEST, train.design(), List.of()).kept()) {
      long size = test.weights().positives() + test.weights().negatives();
      long mixed = Math.min(mixed(train.rows()), mixed(test.rows()));
      if (mixed < EvaluateSettings.LEAST_EVENTS) {
        Estimate none =
            Estimate.notAssessable(
                "the control needs people with and without the outcome at different index times,"
                    + " and a split has fewer than "
                    + EvaluateSettings.LEAST_EVENTS);
        return List.of(new Metric(Metric.ALL, PERMUTED, none, size, test.weights().positives()));
      }
      Dataset<Row> fitted = several(train.rows()).persist();
      Dataset<Row> judged = several(test.rows()).persist();
      try {
        return metrics(fitted, judged, size, seed);
      } finally {
        fitted.unpersist();
        judged.unpersist();
      }
    }
  }

  private static List<Metric> metrics(
      Dataset<Row> fitted, Dataset<Row> judged, long size, long seed) {
    int count = (int) Math.min(PERMUTATIONS, Math.max(most(fitted), most(judged)) - 1);
    Predictions own = Controls.ridge(fitted, judged, size, seed);
    List<Predictions> permuted =
        Parallel.map(
            2,
            count,
            k ->
                Controls.ridge(permuted(fitted, k, count), permuted(judged, k, count), size, seed));
    double area = 0;
    double spread = 0;
    double loss = 0;
    double squares = 0;
    for (Predictions p : permuted) {
      area += Auroc.value(p.label(), p.score(), p.weight()) / count;
      spread += Auroc.variance(p) / count;
      Auroc.Comparison difference = Auroc.compare(own, p.score());
      loss += difference.difference() / count;
      squares += difference.standardError() * difference.standardError() / count;
    }
    Estimate ofOwn = Auroc.estimate(own);
    String how =
        "each person's index times permuted in training and test, %d shifts, %s, interval by subject"
            .formatted(count, RIDGE);
    String none =
        "; none means that covariates do not follow time: traits, or what reads the whole record";
    return List.of(
        metric(
            OWN,
            new Estimate(ofOwn.value(), ofOwn.low(), ofOwn.high(), ofOwn.method() + "; " + RIDGE),
            own),
        metric(
            PERMUTED,
            Estimate.wald(area, Math.sqrt(spread), "mean AUROC, " + how).within(0, 1),
            own),
        metric(
            LOSS,
            Estimate.wald(loss, Math.sqrt(squares), "mean loss of AUROC, " + how + none),
            own));
  }

  private static Metric metric(String name, Estimate estimate, Predictions p) {
    return new Metric(Metric.ALL, name, estimate, p.size(), p.events());
  }

  /**
   * The rows, each with the features of another row of the same person.
   *
   * @param rows of {@link #several}
   * @param k which of {@code count} shifts
   */
  static Dataset<Row> permuted(Dataset<Row> rows, int k, int count) {
    Column shift =
        floor(col(TIMES).minus(1).multiply(k).divide(lit((double) count))).plus(1).cast("long");
    Dataset<Row> places = rows.drop(FEATURES);
    Dataset<Row> moved =
        rows.select(
            col(SUBJECT_ID), pmod(col(PLACE).plus(shift), col(TIMES)).as(PLACE), col(FEATURES));
    return places.join(moved, new String[] {SUBJECT_ID, PLACE});
  }

  /** The rows of people with more than one, with their place in time from 0 and their number. */
  static Dataset<Row> several(Dataset<Row> rows) {
    WindowSpec person = Window.partitionBy(SUBJECT_ID);
    return rows.withColumn(TIMES, count(lit(1)).over(person))
        .withColumn(PLACE, row_number().over(person.orderBy(INDEX_TIME)).minus(1).cast("long"))
        .where(col(TIMES).gt(1));
  }

  /** Most index times that a person has. */
  private static long most(Dataset<Row> rows) {
    return rows.agg(max(TIMES)).first().getLong(0);
  }

  /** People with the outcome at one index time and without it at another. */
  private static long mixed(Dataset<Row> rows) {
    return rows.groupBy(SUBJECT_ID)
        .agg(min(LABEL).as("least"), max(LABEL).as("most"))
        .where(col("least").lt(col("most")))
        .count();
  }
}
