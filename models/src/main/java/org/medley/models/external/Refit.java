package org.medley.models.external;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medley.models.evaluate.Collected;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.evaluate.Evaluator;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.Snapshot;
import org.medley.models.statistics.LogisticFit;
import org.medley.models.statistics.Predictions;
import org.medley.models.train.NotTrainable;
import org.medley.models.train.Search;
import org.medley.models.train.TrainSettings;
import org.medley.models.train.Trainer;
import org.medley.models.train.Training;

/**
 * A model fitted anew on other data by the very training of the night: the same family with the
 * same settings, and the covariates of the model. Coefficients, trees or hazards, imputation and
 * calibration are all of the other data.
 *
 * @param training what came of it; empty: it could not be fitted
 * @param reason why not, as a sentence; empty: it was
 */
record Refit(Optional<Training> training, String reason) {

  /** Fits {@code model} anew on the members of split train of {@code there}. Triggers actions. */
  static Refit of(TrainSettings settings, Snapshot there) {
    try {
      return new Refit(Optional.of(Trainer.train(there, settings)), "");
    } catch (NotTrainable e) {
      return new Refit(Optional.empty(), e.getMessage());
    }
  }

  /** Settings that have the family and the settings of {@code model} as their only candidate. */
  static TrainSettings settings(FittedModel model, TrainSettings trained) {
    Map<String, List<Double>> grid = new LinkedHashMap<>();
    model.candidate().forEach((name, value) -> grid.put(name, List.of(value)));
    Search search = trained.search();
    return new TrainSettings(
        List.of(model.family()),
        trained.folds(),
        trained.seed(),
        trained.calibrate(),
        new Search(
            Map.of(model.family(), grid), 1, search.balance(), false, search.eventsPerCovariate()),
        trained.rowsPerPartition(),
        trained.threads());
  }

  /**
   * The refit judged out of fold.
   *
   * @param members predictions on the same members in the same order, with their groups
   * @param note the end of every method
   */
  Variant variant(Collected members, EvaluateSettings settings, String note) {
    if (training.isEmpty()) {
      return Variant.failed(UpdateKind.REFIT, reason);
    }
    Predictions outOfFold = training.get().outOfFold();
    double[] logOdds = Arrays.stream(outOfFold.score()).map(LogisticFit::logit).toArray();
    Predictions risks =
        outOfFold.withScores(
            Recalibration.crossCalibrated(
                training.get().model().calibration().kind(),
                outOfFold.withScores(logOdds),
                settings.seed()));
    boolean same = Arrays.equals(risks.subject(), members.predictions().subject());
    Collected collected = new Collected(risks, same ? members.groups() : List.of(), "");
    return new Variant(
        UpdateKind.REFIT,
        Optional.empty(),
        Evaluator.all(
            collected,
            settings,
            note + "; refit out of fold, its calibration cross-fitted over subjects"),
        ExternalValidation.curves(risks),
        "");
  }
}
