package org.medley.models.external;

import java.util.List;
import java.util.Optional;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.Covariate;
import org.medley.models.train.TrainSettings;
import org.medley.models.train.Training;

/**
 * What an external validation found.
 *
 * @param model as it is
 * @param flow who was judged
 * @param absent covariates of the model that the data do not have
 * @param otherUnit those of them that the data have in another unit
 * @param absentShare share of the model's relevance in development that the absent ones carry
 * @param shifts every covariate of the model in both data sets, in the model's order
 * @param caseMix how alike the members are
 * @param variants the model as it is and after each update, in the order of {@link UpdateKind}
 * @param closed which update the data ask for
 * @param refit the model fitted anew; empty: it could not be
 * @param refitSettings what it was, or was to be, fitted with
 * @param notes what a reader should know, as sentences
 */
public record Validation(
    FittedModel model,
    Flow flow,
    List<Covariate> absent,
    List<Covariate> otherUnit,
    double absentShare,
    List<Shift> shifts,
    CaseMix caseMix,
    List<Variant> variants,
    ClosedTest closed,
    Optional<Training> refit,
    TrainSettings refitSettings,
    List<String> notes) {
  /**
   * Who was judged.
   *
   * @param subjects people with a known label
   * @param samples members with a known label
   * @param events outcomes among them
   * @param unknown members whose label is unknown, for whom the others stand by their weights
   */
  public record Flow(long subjects, long samples, long events, long unknown) {}

  /** Copies the lists. */
  public Validation {
    absent = List.copyOf(absent);
    otherUnit = List.copyOf(otherUnit);
    shifts = List.copyOf(shifts);
    variants = List.copyOf(variants);
    notes = List.copyOf(notes);
  }

  /** The model after the update {@code kind}. */
  public Variant variant(UpdateKind kind) {
    return variants.stream().filter(each -> each.kind() == kind).findFirst().orElseThrow();
  }

  /**
   * The updated model, which scores like any other. Reasons of a recalibrated one are those of the
   * model before, since contributions are log odds before calibration.
   *
   * @throws NotValidated if it could not be fitted, or a recalibration would turn the order of
   *     people round
   */
  public FittedModel updated(UpdateKind kind) {
    Variant variant = variant(kind);
    if (!variant.exists()) {
      throw new NotValidated(variant.reason());
    }
    if (kind == UpdateKind.REFIT) {
      return refit.orElseThrow().model();
    }
    return variant.fitted().map(fitted -> recalibrated(model, fitted)).orElse(model);
  }

  /** {@code model} with {@code fitted} after its own calibration. */
  public static FittedModel recalibrated(FittedModel model, Recalibration fitted) {
    if (!fitted.keepsOrder()) {
      throw new NotValidated(
          "The slope of the recalibration is not above zero: the model ranks these people the wrong"
              + " way round, and no recalibration mends that.");
    }
    return new FittedModel(
        model.task(),
        model.horizonDays(),
        model.family(),
        model.candidate(),
        model.design(),
        model.stage(),
        model.calibration().updated(fitted.update()));
  }
}
