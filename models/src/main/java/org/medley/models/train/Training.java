package org.medley.models.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medley.models.fitted.FittedModel;
import org.medley.models.statistics.Predictions;

/**
 * What training gives.
 *
 * @param model the chosen model, refitted on all training members and calibrated
 * @param candidates every candidate with its out-of-fold performance, in the order of the settings
 * @param outOfFold risks of the training members before calibration, each from a model that did not
 *     see the person
 * @param subjects people trained on
 * @param samples members trained on, those with a known label
 * @param events outcomes among them
 * @param unknown training members whose label is unknown
 * @param note what was done about unknown labels and large samples, which candidates were passed
 *     over, and what else a reader should know, in words; empty if nothing
 * @param nested how the choice itself did in folds that it did not see, if that was asked for
 */
public record Training(
    FittedModel model,
    List<Candidate> candidates,
    Predictions outOfFold,
    long subjects,
    long samples,
    long events,
    long unknown,
    String note,
    Optional<Nested> nested) {

  /**
   * One candidate.
   *
   * @param family name of the family
   * @param settings of the family
   * @param logLoss weighted mean negative log likelihood out of fold: the smallest is chosen
   * @param auroc out of fold
   */
  public record Candidate(
      String family, Map<String, Double> settings, double logLoss, double auroc) {}
}
