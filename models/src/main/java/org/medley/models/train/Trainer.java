package org.medley.models.train;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.SUBJECT_ID;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.models.calibrate.Calibration;
import org.medley.models.censoring.CensoringWeights;
import org.medley.models.family.FittedStage;
import org.medley.models.fitted.FittedModel;
import org.medley.models.hazard.NotFitted;
import org.medley.models.matrix.DesignMatrix;
import org.medley.models.matrix.Snapshot;

/**
 * Trains on the members of purpose and split {@code train}. Every candidate of every family is
 * fitted on all folds but one, its imputation with it, and predicts that one; the candidate with
 * the smallest out-of-fold log loss is refitted on all training members, and calibrated on its
 * out-of-fold predictions. Members with unknown labels count through the weights of {@link
 * CensoringWeights}, and for families that learn from times until they were lost. A candidate that
 * cannot be fitted is passed over, and the note says why.
 */
public final class Trainer {
  /** Out-of-fold predictions on the driver per candidate; of more a sample of subjects is taken. */
  public static final long MOST_OUT_OF_FOLD = 500_000;

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
    int horizon = Horizon.days(snapshot, settings.families());
    try (DesignMatrix matrix = DesignMatrix.fit(snapshot, weights, settings.rowsPerPartition())) {
      TrainingRows rows =
          TrainingRows.of(matrix, settings.search().balance())
              .with(Folds.FOLD, Folds.of(settings.seed(), settings.folds()));
      long subjects = subjects(snapshot.task(), rows.labelled(), settings.folds());
      long samples = weights.positives() + weights.negatives();
      String few =
          EventsPerCovariate.remark(
              snapshot.task(),
              weights.positives(),
              matrix.design().size(),
              settings.search().eventsPerCovariate());
      Candidates candidates = Candidates.of(settings);
      Tuning tuning = Tuning.of(rows, Folds.FOLD, candidates.all(), settings, samples);
      Tuning.Tried best = tuning.best();
      FittedModel model = refitted(snapshot.task(), horizon, matrix, rows, best, settings);
      Optional<Nested> nested =
          settings.search().nested()
              ? Optional.of(Nested.of(rows, candidates.all(), settings, samples))
              : Optional.empty();
      return new Training(
          model,
          tuning.tried().stream().map(Tuning.Tried::result).toList(),
          best.logOdds().withScores(Tuning.risks(best.logOdds())),
          subjects,
          samples,
          weights.positives(),
          weights.lost(),
          weights.note()
              + best.note()
              + candidates.note()
              + tuning.note()
              + few
              + nested.map(Nested::words).orElse(""),
          nested);
    }
  }

  private static FittedModel refitted(
      String task,
      int horizon,
      DesignMatrix matrix,
      TrainingRows rows,
      Tuning.Tried best,
      TrainSettings settings) {
    try {
      FittedStage stage = rows.fit(best.candidate(), settings.seed()).stage();
      Calibration calibration =
          Calibration.fit(settings.calibration(best.logOdds().events()), best.logOdds());
      return new FittedModel(
          task,
          horizon,
          best.candidate().family().name(),
          best.candidate().settings(),
          matrix.design(),
          stage,
          calibration);
    } catch (NotFitted e) {
      throw new NotTrainable(
          "The candidate "
              + best.candidate().words()
              + " could not be fitted to all training members of "
              + task
              + ": "
              + e.getMessage()
              + ".");
    }
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
}
