package org.medley.models.train;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.medley.models.evaluate.Collected;
import org.medley.models.evaluate.Metric;
import org.medley.models.family.FittedStage;
import org.medley.models.hazard.NotFitted;
import org.medley.models.statistics.Accuracy;
import org.medley.models.statistics.Auroc;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Predictions;

/**
 * Nested cross-validation (Varma and Simon, BMC Bioinformatics 2006;7:91): for every outer fold the
 * whole choice is made anew on the other folds, and what it chose predicts the fold.
 *
 * @param chosen family and settings that won without each outer fold, in words
 * @param innerLogLoss mean over the outer folds of what the winner showed in the inner folds
 * @param outerLogLoss of the predictions for the outer folds, which no choice saw
 * @param innerAuroc as the inner log loss
 * @param outerAuroc as the outer log loss
 */
public record Nested(
    List<String> chosen,
    double innerLogLoss,
    double outerLogLoss,
    double innerAuroc,
    double outerAuroc) {
  private static final String INNER = "inner_fold";

  /** Copies the choices. */
  public Nested {
    chosen = List.copyOf(chosen);
  }

  /** How much better the winner looks than it is: inner less outer AUROC. */
  public double optimism() {
    return innerAuroc - outerAuroc;
  }

  /** The numbers as metrics of {@code training}, which holds them. */
  public List<Metric> metrics(Training training) {
    String method = "nested cross-validation, " + chosen.size() + " outer folds";
    return Map.of(
            "nested_auroc",
            outerAuroc,
            "nested_log_loss",
            outerLogLoss,
            "tuning_optimism_auroc",
            optimism(),
            "tuning_optimism_log_loss",
            outerLogLoss - innerLogLoss)
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            entry ->
                new Metric(
                    Metric.ALL,
                    entry.getKey(),
                    Estimate.of(entry.getValue(), method),
                    training.samples(),
                    training.events()))
        .toList();
  }

  /** In words. */
  public String words() {
    return "; nested cross-validation: AUROC %.4f inside, %.4f outside, optimism %.4f"
        .formatted(innerAuroc, outerAuroc, optimism());
  }

  /**
   * Validates the choice among {@code candidates}. Triggers as many fits as folds times a tuning.
   *
   * @throws NotTrainable if some outer fold leaves too little to choose on
   */
  static Nested of(
      TrainingRows rows,
      List<Candidates.Candidate> candidates,
      TrainSettings settings,
      long samples) {
    List<String> chosen = new ArrayList<>();
    List<Predictions> outer = new ArrayList<>();
    double loss = 0;
    double auroc = 0;
    for (int k = 0; k < settings.folds(); k++) {
      TrainingRows inside =
          rows.where(col(Folds.FOLD).notEqual(k))
              .with(INNER, Folds.of(settings.seed() + 1 + k, settings.folds()));
      Tuning.Tried best = Tuning.of(inside, INNER, candidates, settings, samples).best();
      chosen.add(best.candidate().words());
      loss += best.loss() / settings.folds();
      auroc += best.auroc() / settings.folds();
      outer.add(predicted(rows, inside, k, best, settings, samples));
    }
    Predictions all = Collected.together(outer);
    return new Nested(
        chosen,
        loss,
        Accuracy.logLoss(all.label(), Tuning.risks(all), all.weight()),
        auroc,
        Auroc.value(all.label(), all.score(), all.weight()));
  }

  private static Predictions predicted(
      TrainingRows rows,
      TrainingRows inside,
      int fold,
      Tuning.Tried best,
      TrainSettings settings,
      long samples) {
    try {
      PartFit stage = inside.imputed(lit(1)).fit(best.candidate(), settings.seed());
      return Collected.of(
              stage.score(rows.labelled().where(col(Folds.FOLD).equalTo(fold))),
              FittedStage.RAW,
              List.of(),
              samples,
              Trainer.MOST_OUT_OF_FOLD,
              settings.seed())
          .predictions();
    } catch (NotFitted e) {
      throw new NotTrainable(
          "The candidate "
              + best.candidate().words()
              + " could not be fitted again: "
              + e.getMessage()
              + ".");
    }
  }
}
