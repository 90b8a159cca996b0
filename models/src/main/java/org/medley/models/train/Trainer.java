package org.medley.models.train;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_micros;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.SUBJECT_ID;
import static org.medley.features.contract.Members.TARGET_END;
import static org.medley.features.contract.Members.TARGET_START;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.models.calibrate.Calibration;
import org.medley.models.censoring.CensoringWeights;
import org.medley.models.evaluate.Collected;
import org.medley.models.family.FittedStage;
import org.medley.models.family.ModelFamilies;
import org.medley.models.family.ModelFamily;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.DesignMatrix;
import org.medley.models.matrix.Snapshot;
import org.medley.models.parallel.Parallel;
import org.medley.models.statistics.Accuracy;
import org.medley.models.statistics.Auroc;
import org.medley.models.statistics.LogisticFit;
import org.medley.models.statistics.Predictions;

/**
 * Trains on the members of purpose and split {@code train}. Every candidate of every family is
 * fitted on all folds but one and predicts that one; the candidate with the smallest out-of-fold
 * log loss is refitted on all training members, and calibrated on its out-of-fold predictions.
 * Members with unknown labels count through the weights of {@link CensoringWeights}.
 */
public final class Trainer {
  /** Out-of-fold predictions on the driver per candidate; of more a sample of subjects is taken. */
  public static final long MOST_OUT_OF_FOLD = 500_000;

  private static final double MICROS_PER_DAY = 86_400e6;

  private Trainer() {}

  /**
   * The best model of {@code settings} for {@code snapshot}. Triggers many actions, and keeps the
   * training rows persisted while it runs.
   *
   * @throws NotTrainable if there are no outcomes, only outcomes, or too few subjects with either
   */
  public static Training train(Snapshot snapshot, TrainSettings settings) {
    CensoringWeights weights = CensoringWeights.fit(snapshot.members(Snapshot.TRAIN));
    refuseOneClass(snapshot.task(), weights);
    try (DesignMatrix matrix = DesignMatrix.fit(snapshot, weights, settings.rowsPerPartition())) {
      Dataset<Row> rows =
          matrix.rows().withColumn(Folds.FOLD, Folds.of(settings.seed(), settings.folds()));
      long subjects = subjects(snapshot.task(), rows, settings.folds());
      long samples = weights.positives() + weights.negatives();
      List<Tried> tried = outOfFold(rows, settings, samples);
      Tried best = tried.stream().min(Comparator.comparingDouble(t -> t.loss)).orElseThrow();
      FittedStage stage = best.family.fit(rows, best.settings, settings.seed());
      Calibration calibration =
          Calibration.fit(settings.calibration(best.logOdds.events()), best.logOdds);
      FittedModel model =
          new FittedModel(
              snapshot.task(),
              horizon(snapshot),
              best.family.name(),
              best.settings,
              matrix.design(),
              stage,
              calibration);
      return new Training(
          model,
          tried.stream().map(Tried::result).toList(),
          best.logOdds.withScores(risks(best.logOdds)),
          subjects,
          samples,
          weights.positives(),
          weights.lost(),
          weights.note() + best.note);
    }
  }

  private record Tried(
      ModelFamily family,
      Map<String, Double> settings,
      Predictions logOdds,
      String note,
      double loss) {
    Training.Candidate result() {
      double auroc = Auroc.value(logOdds.label(), logOdds.score(), logOdds.weight());
      return new Training.Candidate(family.name(), settings, loss, auroc);
    }
  }

  private static List<Tried> outOfFold(Dataset<Row> rows, TrainSettings settings, long samples) {
    List<ModelFamily> families = new ArrayList<>();
    List<Map<String, Double>> candidates = new ArrayList<>();
    for (String name : settings.families()) {
      ModelFamily family = ModelFamilies.named(name);
      for (Map<String, Double> candidate : family.candidates()) {
        families.add(family);
        candidates.add(candidate);
      }
    }
    int folds = settings.folds();
    List<Collected> parts =
        Parallel.map(
            settings.threads(),
            families.size() * folds,
            task ->
                predictFold(
                    rows,
                    families.get(task / folds),
                    candidates.get(task / folds),
                    task % folds,
                    settings.seed(),
                    samples));
    return IntStream.range(0, families.size())
        .mapToObj(
            c ->
                tried(
                    families.get(c), candidates.get(c), parts.subList(c * folds, (c + 1) * folds)))
        .toList();
  }

  private static Collected predictFold(
      Dataset<Row> rows,
      ModelFamily family,
      Map<String, Double> candidate,
      int fold,
      long seed,
      long samples) {
    FittedStage stage = family.fit(rows.where(col(Folds.FOLD).notEqual(fold)), candidate, seed);
    Dataset<Row> held = stage.score(rows.where(col(Folds.FOLD).equalTo(fold)));
    return Collected.of(held, FittedStage.RAW, List.of(), samples, MOST_OUT_OF_FOLD, seed);
  }

  private static Tried tried(
      ModelFamily family, Map<String, Double> candidate, List<Collected> parts) {
    Predictions all = Collected.together(parts.stream().map(Collected::predictions).toList());
    double loss = Accuracy.logLoss(all.label(), risks(all), all.weight());
    return new Tried(family, candidate, all, parts.get(0).note(), loss);
  }

  private static double[] risks(Predictions logOdds) {
    return Arrays.stream(logOdds.score()).map(LogisticFit::expit).toArray();
  }

  private static void refuseOneClass(String task, CensoringWeights weights) {
    if (weights.positives() == 0) {
      throw new NotTrainable(
          "No training member of "
              + task
              + " has the outcome, so there is nothing to learn: "
              + "check the label predicate and the target window, or the share of the test split.");
    }
    if (weights.negatives() == 0) {
      throw new NotTrainable(
          "Every training member of "
              + task
              + " has the outcome, so there is nothing to learn: "
              + "check the label predicate and the target window.");
    }
  }

  private static long subjects(String task, Dataset<Row> rows, int folds) {
    List<Row> counts =
        rows.groupBy(Folds.FOLD)
            .agg(
                count_distinct(col(SUBJECT_ID)), max(LABEL), sum(col(LABEL).equalTo(0).cast("int")))
            .collectAsList();
    long withOutcome = counts.stream().filter(r -> r.getDouble(2) > 0).count();
    long without = counts.stream().filter(r -> r.getLong(3) > 0).count();
    if (withOutcome < 2 || without < 2) {
      throw new NotTrainable(
          "The outcomes or non-outcomes of "
              + task
              + " all fall on people of one of "
              + folds
              + " folds: validation needs more people of both kinds.");
    }
    return counts.stream().mapToLong(r -> r.getLong(1)).sum();
  }

  private static int horizon(Snapshot snapshot) {
    Row row =
        snapshot
            .members(Snapshot.TRAIN)
            .agg(max(unix_micros(col(TARGET_END)).minus(unix_micros(col(TARGET_START)))))
            .first();
    return row.isNullAt(0) ? 0 : (int) Math.round(row.getLong(0) / MICROS_PER_DAY);
  }
}
