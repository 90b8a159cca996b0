package org.medley.models.rebuild;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.medley.models.contract.Scores.RISK_SCORE;
import static org.medley.models.matrix.DesignMatrix.FEATURES;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Matrix;
import org.medley.models.calibrate.Calibration;
import org.medley.models.evaluate.Collected;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.evaluate.Metric;
import org.medley.models.evaluate.Performance;
import org.medley.models.external.Recalibration;
import org.medley.models.external.UpdateKind;
import org.medley.models.external.Validation;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.Covariate;
import org.medley.models.matrix.DesignMatrix;
import org.medley.models.matrix.Snapshot;
import org.medley.models.store.StoredModel;
import org.medley.models.train.TrainSettings;
import org.medley.models.train.Trainer;
import org.medley.models.train.Training;

/** Builds a model again and compares it with the stored one, number by number. */
public final class Rebuild {
  /** Relative difference up to which numbers count as the same, since sums may change order. */
  public static final double TOLERANCE = 1e-9;

  private static final String BEFORE = "before";

  private Rebuild() {}

  /**
   * Trains on {@code snapshot} with the stored settings and compares. Triggers the actions of
   * {@link Trainer#train} and one over all members of the snapshot.
   *
   * @param outOfFold metrics of the stored model's out-of-fold predictions by name
   * @return the parts of the model, in the order in which they come about
   */
  public static List<Part> of(
      StoredModel stored, Snapshot snapshot, Map<String, Double> outOfFold) {
    TrainSettings settings = stored.provenance().trainSettings();
    Training training = Trainer.train(snapshot, settings);
    Part scored =
        Part.of("out-of-fold metrics", outOfFold, outOfFold(training, settings), TOLERANCE);
    return compared(stored.model(), training.model(), snapshot, List.of(scored));
  }

  /**
   * Recalibrates {@code before}, the model that was updated, on {@code snapshot} again and
   * compares. Triggers two actions, and those of an evaluation.
   *
   * @param kind the recalibration, or none for a model that was taken over as it is
   * @param seed of the sample where there are more members than an evaluation takes
   * @return the parts of the model, in the order in which they come about
   */
  public static List<Part> ofUpdate(
      FittedModel stored, FittedModel before, UpdateKind kind, Snapshot snapshot, long seed) {
    if (kind == UpdateKind.NONE) {
      return compared(stored, before, snapshot, List.of());
    }
    EvaluateSettings settings = EvaluateSettings.of(List.of(), seed);
    try (DesignMatrix matrix =
        DesignMatrix.of(snapshot, Snapshot.TRAIN, before.design(), List.of())) {
      long known = matrix.weights().positives() + matrix.weights().negatives();
      Collected risks =
          Collected.of(
              before.predict(matrix.rows()),
              RISK_SCORE,
              List.of(),
              known,
              settings.mostRows(),
              settings.seed());
      Recalibration fitted = Recalibration.fit(kind, risks.predictions());
      return compared(stored, Validation.recalibrated(before, fitted), snapshot, List.of());
    }
  }

  private static List<Part> compared(
      FittedModel before, FittedModel after, Snapshot snapshot, List<Part> further) {
    List<Part> parts = new ArrayList<>();
    parts.add(Part.of("family and its settings", chosen(before), chosen(after), TOLERANCE));
    parts.add(
        Part.of("covariates and imputation", covariates(before), covariates(after), TOLERANCE));
    parts.add(
        Part.of(
            "coefficients or trees",
            before.stage().parameters(),
            after.stage().parameters(),
            TOLERANCE));
    parts.add(
        Part.of(
            "calibration",
            calibration(before.calibration()),
            calibration(after.calibration()),
            TOLERANCE));
    parts.addAll(further);
    parts.add(scores(before, after, snapshot));
    return parts;
  }

  private static Map<String, Double> chosen(FittedModel model) {
    Map<String, Double> numbers = new TreeMap<>();
    model.candidate().forEach((name, value) -> numbers.put(model.family() + ", " + name, value));
    numbers.put("horizon in days", (double) model.horizonDays());
    return numbers;
  }

  private static Map<String, Double> covariates(FittedModel model) {
    Map<String, Double> numbers = new TreeMap<>();
    for (Covariate covariate : model.design().covariates()) {
      numbers.put(covariate.name() + ", imputed", covariate.imputed());
      numbers.put(covariate.name() + ", mean", covariate.mean());
    }
    return numbers;
  }

  private static Map<String, Double> calibration(Calibration calibration) {
    String kind = calibration.kind().name().toLowerCase(java.util.Locale.ROOT);
    Map<String, Double> numbers = new TreeMap<>();
    numbers.put(kind + ", intercept", calibration.intercept());
    numbers.put(kind + ", slope", calibration.slope());
    numbers.put("update, intercept", calibration.update().intercept());
    numbers.put("update, slope", calibration.update().slope());
    for (int k = 0; k < calibration.knots().size(); k++) {
      numbers.put(kind + ", knot " + k + " at", calibration.knots().get(k).logOdds());
      numbers.put(kind + ", knot " + k + " risk", calibration.knots().get(k).risk());
    }
    return numbers;
  }

  private static Map<String, Double> outOfFold(Training training, TrainSettings settings) {
    Map<String, Double> numbers = new TreeMap<>();
    for (Metric metric :
        Performance.discrimination(
            training.outOfFold(), EvaluateSettings.of(List.of(), settings.seed()))) {
      numbers.put(metric.name(), metric.estimate().value());
    }
    return numbers;
  }

  /** Risks of all members of the snapshot by both models, on the same rows without a join. */
  private static Part scores(FittedModel before, FittedModel after, Snapshot snapshot) {
    Dataset<Row> first = before.predict(vectors(before, snapshot));
    Dataset<Row> rows =
        first
            .select(col(RISK_SCORE).as(BEFORE), col(Matrix.INDICES), col(Matrix.VALUES))
            .withColumn(FEATURES, after.design().vector());
    Column old = col(BEFORE);
    Column now = col(RISK_SCORE);
    Column change =
        when(old.equalTo(now), 0.0).otherwise(abs(old.minus(now)).divide(greatest(old, now)));
    Row row =
        after
            .predict(rows)
            .select(change.as("change"))
            .agg(count(lit(1)), sum(col("change").gt(TOLERANCE).cast("long")), max(col("change")))
            .first();
    long compared = row.getLong(0);
    return new Part(
        "scores on the snapshot",
        compared,
        compared == 0 ? 0 : row.getLong(1),
        compared == 0 ? 0 : row.getDouble(2),
        List.of());
  }

  private static Dataset<Row> vectors(FittedModel model, Snapshot snapshot) {
    return DesignMatrix.ofReference(
            snapshot.matrix().where(col(Matrix.TASK).equalTo(snapshot.task())),
            model.design().referenceId())
        .withColumn(FEATURES, model.design().vector());
  }
}
