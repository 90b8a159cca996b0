package org.medley.models.external;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.medley.features.contract.Members.SUBJECT_ID;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medley.models.censoring.CensoringWeights;
import org.medley.models.evaluate.Collected;
import org.medley.models.evaluate.Curve;
import org.medley.models.evaluate.Curves;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.evaluate.Evaluator;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.DesignMatrix;
import org.medley.models.matrix.Snapshot;
import org.medley.models.statistics.Predictions;
import org.medley.models.train.TrainSettings;

/**
 * Applies a model to the members of another data set, compares the data sets, updates the model in
 * each of the usual ways, and judges every one of them.
 */
public final class ExternalValidation {
  /**
   * Fewer outcomes than this make a validation exploratory (Collins et al., Stat Med 2016;35:214).
   */
  public static final int LEAST_EVENTS = 100;

  private final FittedModel model;
  private final TrainSettings refitSettings;
  private final Snapshot development;
  private final Snapshot there;
  private final Mapped mapped;
  private final EvaluateSettings settings;

  /**
   * A validation of {@code model}.
   *
   * @param trained settings that the model was trained with
   * @param development what the model was trained on
   * @param there the other data set: members of split train under the model's task, with a column
   *     for each subgroup, and the matrix of {@code mapped}
   */
  public ExternalValidation(
      FittedModel model,
      TrainSettings trained,
      Snapshot development,
      Snapshot there,
      Mapped mapped,
      EvaluateSettings settings) {
    this.model = model;
    this.refitSettings = Refit.settings(model, trained);
    this.development = development;
    this.there = there;
    this.mapped = mapped;
    this.settings = settings;
  }

  /**
   * Runs it. Triggers many actions; collects the risks of the members up to {@link
   * EvaluateSettings#mostRows}, as every evaluation does.
   *
   * @throws NotValidated if nobody has a known label, or all have the same
   */
  public Validation run() {
    try (DesignMatrix lazy =
            DesignMatrix.of(there, Snapshot.TRAIN, model.design(), settings.subgroups());
        DesignMatrix members = lazy.kept();
        DesignMatrix here =
            DesignMatrix.of(development, Snapshot.TRAIN, model.design(), List.of()).kept()) {
      refuse(members.weights());
      Evaluator.Judged asIs = Evaluator.judged(model, members, settings);
      Relevance relevance = Relevance.of(model, here.rows(), settings.seed());
      List<Shift> shifts = Shift.of(development, there, model.design(), mapped, relevance);
      CaseMix caseMix = CaseMix.of(model, here, members, settings.seed());
      Refit refit = Refit.of(refitSettings, there);
      return new Validation(
          model,
          flow(members),
          mapped.absent(),
          mapped.otherUnit(),
          relevance.of(mapped.absent()),
          shifts,
          caseMix,
          variants(asIs, refit),
          UpdateTest.of(model, asIs.collected(), members),
          refit.training(),
          refitSettings,
          notes(members.weights(), asIs.note(), refit));
    }
  }

  private void refuse(CensoringWeights weights) {
    String who = "members of " + model.task() + " in the other data set";
    if (weights.positives() + weights.negatives() == 0) {
      throw new NotValidated(
          "None of the " + who + " has a known outcome, so the model cannot be judged on them.");
    }
    if (weights.positives() == 0 || weights.negatives() == 0) {
      throw new NotValidated(
          (weights.positives() == 0 ? "None" : "Every one")
              + " of the "
              + who
              + " with a known outcome has it, so the model can be neither judged nor updated.");
    }
  }

  private static Validation.Flow flow(DesignMatrix members) {
    CensoringWeights weights = members.weights();
    long subjects = members.rows().agg(count_distinct(col(SUBJECT_ID))).first().getLong(0);
    return new Validation.Flow(
        subjects, weights.positives() + weights.negatives(), weights.positives(), weights.lost());
  }

  private List<Variant> variants(Evaluator.Judged asIs, Refit refit) {
    Collected collected = asIs.collected();
    List<Variant> variants = new ArrayList<>();
    variants.add(
        new Variant(
            UpdateKind.NONE,
            Optional.empty(),
            asIs.metrics(),
            curves(collected.predictions()),
            ""));
    for (UpdateKind kind : List.of(UpdateKind.IN_THE_LARGE, UpdateKind.INTERCEPT_SLOPE)) {
      variants.add(recalibrated(kind, collected, asIs.note()));
    }
    variants.add(refit.variant(collected, settings, asIs.note()));
    return variants;
  }

  private Variant recalibrated(UpdateKind kind, Collected collected, String note) {
    Predictions p = collected.predictions();
    try {
      Recalibration fitted = Recalibration.fit(kind, p);
      Predictions apart = p.withScores(Recalibration.crossFitted(kind, p, settings.seed()));
      return new Variant(
          kind,
          Optional.of(fitted),
          Evaluator.all(
              new Collected(apart, collected.groups(), ""),
              settings,
              note + "; cross-fitted over subjects in " + Recalibration.FOLDS + " folds"),
          curves(apart),
          "");
    } catch (NotValidated e) {
      return Variant.failed(kind, e.getMessage());
    }
  }

  static List<Curve> curves(Predictions p) {
    return List.of(Curves.calibration(p));
  }

  private List<String> notes(CensoringWeights weights, String note, Refit refit) {
    List<String> notes = new ArrayList<>();
    if (weights.positives() < LEAST_EVENTS) {
      notes.add(
          "Exploratory: fewer than "
              + LEAST_EVENTS
              + " outcomes there, so that intervals are wide and an update may do harm.");
    }
    if (!mapped.absent().isEmpty()) {
      notes.add(
          mapped.absent().size()
              + " of "
              + model.design().size()
              + " covariates of the model are absent there and count as scoring counts what is"
              + " absent: zero, or the mean of the development.");
    }
    if (!mapped.otherUnit().isEmpty()) {
      notes.add(
          "Of these "
              + mapped.otherUnit().size()
              + " are there in another unit; they are not converted.");
    }
    if (!note.isEmpty()) {
      notes.add("Every number: " + note.substring(2) + ".");
    }
    refit
        .training()
        .filter(training -> !training.note().isEmpty())
        .ifPresent(training -> notes.add("Refit: " + training.note().substring(2) + "."));
    return notes;
  }
}
