package org.medley.models.train;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.models.calibrate.Calibration;
import org.medley.models.evaluate.Collected;
import org.medley.models.family.FittedStage;
import org.medley.models.hazard.NotFitted;
import org.medley.models.parallel.Parallel;
import org.medley.models.statistics.Accuracy;
import org.medley.models.statistics.Auroc;
import org.medley.models.statistics.LogisticFit;
import org.medley.models.statistics.Predictions;

/**
 * Every candidate fitted on all folds but one, with the imputation of these, predicting that one.
 *
 * @param tried candidates that could be fitted, in the order of the settings, at least one
 * @param note which candidates could not be fitted, and why, in words; empty if all could
 */
record Tuning(List<Tried> tried, String note) {

  /** A candidate with its out-of-fold log odds. */
  record Tried(Candidates.Candidate candidate, Predictions logOdds, String note, double loss) {
    double auroc() {
      return Auroc.value(logOdds.label(), logOdds.score(), logOdds.weight());
    }

    Training.Candidate result() {
      return new Training.Candidate(candidate.family().name(), candidate.settings(), loss, auroc());
    }
  }

  /** What one fit predicted, or why there is none. */
  private record Part(Collected predicted, String failure) {}

  /**
   * Tunes on {@code rows}, whose column {@code fold} holds 0 to below the folds of {@code
   * settings}.
   *
   * @param samples number of labelled rows
   * @throws NotTrainable if no candidate could be fitted
   */
  static Tuning of(
      TrainingRows rows,
      String fold,
      List<Candidates.Candidate> candidates,
      TrainSettings settings,
      long samples) {
    int folds = settings.folds();
    List<TrainingRows> others =
        IntStream.range(0, folds)
            .mapToObj(held -> rows.where(col(fold).notEqual(held)).imputed(lit(1)))
            .toList();
    List<Part> parts =
        Parallel.map(
            settings.threads(),
            candidates.size() * folds,
            task ->
                part(
                    others.get(task % folds),
                    rows.labelled().where(col(fold).equalTo(task % folds)),
                    candidates.get(task / folds),
                    settings,
                    samples));
    List<Tried> tried = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (int c = 0; c < candidates.size(); c++) {
      List<Part> own = parts.subList(c * folds, (c + 1) * folds);
      TreeSet<String> reasons = new TreeSet<>();
      own.stream().map(Part::failure).filter(f -> !f.isEmpty()).forEach(reasons::add);
      if (reasons.isEmpty()) {
        tried.add(tried(candidates.get(c), own, settings));
      } else {
        failures.add(candidates.get(c).words() + ": " + String.join("; ", reasons));
      }
    }
    String note = failures.isEmpty() ? "" : "; could not be fitted: " + String.join(", ", failures);
    if (tried.isEmpty()) {
      throw new NotTrainable("No candidate could be fitted. " + String.join(". ", failures) + ".");
    }
    return new Tuning(tried, note);
  }

  /** The candidate with the smallest loss; the first of equals. */
  Tried best() {
    return tried.stream().min(Comparator.comparingDouble(Tried::loss)).orElseThrow();
  }

  /** Risks of log odds. */
  static double[] risks(Predictions logOdds) {
    return Arrays.stream(logOdds.score()).map(LogisticFit::expit).toArray();
  }

  private static Part part(
      TrainingRows others,
      Dataset<Row> held,
      Candidates.Candidate candidate,
      TrainSettings settings,
      long samples) {
    try {
      return new Part(
          Collected.of(
              others.fit(candidate, settings.seed()).score(held),
              FittedStage.RAW,
              List.of(),
              samples,
              Trainer.MOST_OUT_OF_FOLD,
              settings.seed()),
          "");
    } catch (NotFitted e) {
      return new Part(null, e.getMessage());
    }
  }

  private static Tried tried(
      Candidates.Candidate candidate, List<Part> parts, TrainSettings settings) {
    Predictions all =
        Collected.together(parts.stream().map(p -> p.predicted.predictions()).toList());
    return new Tried(candidate, all, parts.get(0).predicted.note(), loss(all, settings));
  }

  /** Log loss; of balanced classes after a shift to their own level. */
  private static double loss(Predictions logOdds, TrainSettings settings) {
    double[] risks = risks(logOdds);
    if (settings.search().balance() == Search.Balance.BALANCED) {
      Calibration shift = Calibration.fit(Calibration.Kind.INTERCEPT, logOdds);
      risks = Arrays.stream(logOdds.score()).map(shift::risk).toArray();
    }
    return Accuracy.logLoss(logOdds.label(), risks, logOdds.weight());
  }
}
