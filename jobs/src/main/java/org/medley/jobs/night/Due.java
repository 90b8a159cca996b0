package org.medley.jobs.night;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.medley.jobs.control.StepEnd;

/**
 * Whether a task's model is trained tonight. Changed data alone is no reason: a model is trained
 * when there is none, when its definition changed, or when its training is old.
 *
 * @param train whether to train
 * @param reason why, in words
 */
public record Due(boolean train, String reason) {
  /** Note of a training: digest of what defines the model beside the data. */
  public static final String DEFINITION = "definition";

  /** Note of a training: its logical date. */
  public static final String TRAINED_AS_OF = "trained_as_of";

  /**
   * Decides; a pure function of the ledger and the settings.
   *
   * @param last what the last training left; empty: there was none
   * @param definition digest of cohort, covariates, training settings and their code
   * @param asOf tonight's logical date
   * @param retrainDays age in days at which training is due again
   */
  public static Due decide(
      Optional<StepEnd> last, String definition, LocalDate asOf, int retrainDays) {
    if (last.isEmpty()) {
      return new Due(true, "there is no model yet");
    }
    Map<String, String> notes = last.get().notes();
    if (!definition.equals(notes.get(DEFINITION))) {
      return new Due(true, "the task, its settings or its code changed");
    }
    LocalDate trained = LocalDate.parse(notes.get(TRAINED_AS_OF));
    long age = ChronoUnit.DAYS.between(trained, asOf);
    if (age >= retrainDays) {
      return new Due(true, "the training of " + trained + " is " + age + " days old");
    }
    return new Due(
        false,
        "the model of %s stands; training is due again on %s"
            .formatted(trained, trained.plusDays(retrainDays)));
  }
}
