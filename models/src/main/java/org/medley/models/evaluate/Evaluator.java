package org.medley.models.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.SUBJECT_ID;
import static org.medley.models.contract.Scores.RISK_SCORE;
import static org.medley.models.matrix.DesignMatrix.WEIGHT;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.medley.models.censoring.CensoringWeights;
import org.medley.models.contract.Evaluations;
import org.medley.models.evaluate.scale.AtScale;
import org.medley.models.evaluate.scale.ScoredRows;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.DesignMatrix;
import org.medley.models.matrix.Snapshot;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Predictions;

/** Judges a fitted model on the test members of a snapshot. */
public final class Evaluator {
  /** The split of rows from out-of-fold predictions. */
  public static final String VALIDATION = "validation";

  /** The split of rows from test members. */
  public static final String TEST = "test";

  /** The split of rows from controls that ought to find nothing. */
  public static final String CONTROL = "control";

  /** The beginning of the split of rows from a data set apart; its name follows. */
  public static final String EXTERNAL = "external:";

  private Evaluator() {}

  /**
   * A model judged on some members.
   *
   * @param metrics its numbers
   * @param collected the calibrated risks
   * @param note what was done about unknown labels and large samples, in words; empty if nothing
   */
  public record Judged(List<Metric> metrics, Collected collected, String note) {}

  /**
   * All metrics of {@code model} on the snapshot's test members with a known label, weighted by a
   * censoring distribution of their own, with subgroups by {@link EvaluateSettings#subgroups}.
   * Triggers two actions.
   *
   * @return an empty list if no test member has a known label
   */
  public static List<Metric> test(FittedModel model, Snapshot snapshot, EvaluateSettings settings) {
    try (DesignMatrix test =
        DesignMatrix.of(snapshot, Snapshot.TEST, model.design(), settings.subgroups())) {
      return known(test.weights()) == 0 ? List.of() : judged(model, test, settings).metrics();
    }
  }

  /**
   * What the night keeps of a model's test: the numbers of {@link #test}, and where outcomes have
   * times in windows of one length, how lower bounds of these did. Triggers four actions.
   *
   * @return an empty list if no test member has a known label
   */
  public static List<Metric> night(
      FittedModel model, Snapshot snapshot, EvaluateSettings settings) {
    List<Metric> metrics = new ArrayList<>(test(model, snapshot, settings));
    if (!metrics.isEmpty()) {
      metrics.addAll(FollowedMembers.of(model, snapshot, settings));
    }
    return metrics;
  }

  /**
   * The numbers of {@link #test} of the members of {@code matrix}, whose rows have a column for
   * each subgroup and of which some must have a known label. Triggers one action.
   */
  public static Judged judged(FittedModel model, DesignMatrix matrix, EvaluateSettings settings) {
    CensoringWeights weights = matrix.weights();
    long known = known(weights);
    Dataset<Row> predicted = model.predict(matrix.rows());
    Collected collected =
        Collected.of(
            predicted,
            RISK_SCORE,
            settings.subgroups(),
            known,
            settings.mostRows(),
            settings.seed());
    String note = weights.note() + collected.note();
    List<Metric> metrics = new ArrayList<>(all(collected, settings, note));
    metrics.addAll(noted(List.of(unknown(weights)), note));
    return new Judged(
        known <= settings.mostRows() ? metrics : exact(metrics, predicted, weights.note()),
        collected,
        note);
  }

  /** The numbers of risks that are on the driver, with subgroups; {@code note} ends the methods. */
  public static List<Metric> all(Collected collected, EvaluateSettings settings, String note) {
    Predictions risks = collected.predictions();
    List<Metric> metrics = new ArrayList<>(Performance.of(risks, settings));
    for (int g = 0; g < collected.groups().size(); g++) {
      metrics.addAll(
          Performance.subgroups(
              risks, settings.subgroups().get(g), collected.groups().get(g), settings));
    }
    return noted(metrics, note);
  }

  private static long known(CensoringWeights weights) {
    return weights.positives() + weights.negatives();
  }

  /** Of more predictions than the driver takes, ranks and calibration are of everybody. */
  private static List<Metric> exact(List<Metric> sampled, Dataset<Row> predicted, String note) {
    Dataset<Row> rows =
        predicted
            .where(col(LABEL).isNotNull())
            .select(
                col(SUBJECT_ID).as(ScoredRows.SUBJECT),
                col(LABEL).as(ScoredRows.LABEL),
                col(RISK_SCORE).as(ScoredRows.SCORE),
                col(WEIGHT).as(ScoredRows.WEIGHT))
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return AtScale.exact(sampled, new ScoredRows(rows, true), note);
    } finally {
      rows.unpersist();
    }
  }

  /** Rows under {@link Evaluations} of one model and split. */
  public static Dataset<Row> rows(
      SparkSession spark, String task, String modelVersion, String split, List<Metric> metrics) {
    List<Row> rows =
        metrics.stream()
            .map(
                m ->
                    RowFactory.create(
                        task,
                        modelVersion,
                        split,
                        m.subgroup(),
                        m.name(),
                        number(m.estimate().value()),
                        number(m.estimate().low()),
                        number(m.estimate().high()),
                        m.n(),
                        m.events(),
                        m.estimate().method()))
            .toList();
    return spark.createDataFrame(rows, Evaluations.TABLE.schema());
  }

  private static Metric unknown(CensoringWeights weights) {
    long all = weights.positives() + weights.negatives() + weights.lost();
    return new Metric(
        Metric.ALL,
        "unknown_label_share",
        Estimate.of(weights.lost() / (double) all, "share of members lost to follow-up"),
        all,
        weights.positives());
  }

  /** The same numbers with {@code note} after their methods. */
  static List<Metric> noted(List<Metric> metrics, String note) {
    return metrics.stream()
        .map(
            m -> {
              Estimate e = m.estimate();
              Estimate noted = new Estimate(e.value(), e.low(), e.high(), e.method() + note);
              return new Metric(m.subgroup(), m.name(), noted, m.n(), m.events());
            })
        .toList();
  }

  private static Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
