package org.medley.jobs.step;

import java.util.Map;
import java.util.Optional;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.registry.Decision;
import org.medley.jobs.registry.Registry;
import org.medley.jobs.registry.Trained;

/** Which vocabulary the covariates of a task are built with on a night that does not train. */
final class Vocabularies {
  private Vocabularies() {}

  /**
   * The vocabulary of the champion. Empty, which means that one is fitted, where there is none to
   * score with; where fitting one anew would give the very same, as on the model's own night, so
   * that nothing needs to be redone; and as long as the night goes on that trained a model which is
   * not judged, or was refused: what that night left stands.
   *
   * @param training what the last training left
   * @param question digest of the task's cohort and covariate settings now
   * @param fittingKey the key of the covariates with a vocabulary fitted tonight
   * @param asOf tonight's logical date, ISO text
   */
  static Optional<FeaturesStep.Vocabulary> standing(
      String task,
      Registry registry,
      Optional<StepEnd> training,
      String question,
      String fittingKey,
      String asOf) {
    Map<String, String> notes = training.map(StepEnd::notes).orElse(Map.of());
    boolean asFitted = fittingKey.equals(notes.get(Trained.REFERENCE_ID));
    Optional<Trained> champion =
        registry.champion().filter(model -> model.question().equals(question));
    boolean own = champion.map(Trained::referenceId).filter(fittingKey::equals).isPresent();
    if (asFitted && (own || isOwnNight(registry, notes, asOf))) {
      return Optional.empty();
    }
    return champion.map(
        model ->
            new FeaturesStep.Vocabulary(
                new ModelFolder(task, model.version()).reference(), model.referenceId()));
  }

  private static boolean isOwnNight(Registry registry, Map<String, String> notes, String asOf) {
    String version = notes.get(Trained.VERSION);
    if (version == null) {
      return asOf.equals(notes.get(org.medley.jobs.night.Due.TRAINED_AS_OF));
    }
    return registry.last(version).isEmpty()
        || registry.refusal().map(Decision::asOf).filter(asOf::equals).isPresent();
  }
}
