package org.medley.jobs.night;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.medley.jobs.control.StepEnd;

/**
 * Whether a task's model is trained tonight. Changed data alone is no reason: a model is trained
 * when there is none, when its definition changed, when its training is old, or when the drift step
 * of a night before asked for it. What that step held is not trained, whatever its age; only the
 * first model and a changed definition are.
 *
 * @param train whether to train
 * @param reason why, in words
 */
public record Due(boolean train, String reason) {
  /** Note of a training: digest of what defines the model beside the data. */
  public static final String DEFINITION = "definition";

  /** Note of a training: its logical date. */
  public static final String TRAINED_AS_OF = "trained_as_of";

  /** Note of a drift step: its logical date. */
  public static final String DRIFT_AS_OF = "as_of";

  /** Note of a drift step: what it asks for. */
  public static final String REACTION = "reaction";

  /** Note of a drift step: why, in words. */
  public static final String WHY = "why";

  private static final String REFIT = "refit";
  private static final String HOLD = "hold";

  /**
   * What is asked beside the ledger.
   *
   * @param definition digest of cohort, covariates, training settings and their code
   * @param retrainDays age in days at which training is due again
   * @param frozen whether the task says that nothing is to be trained
   */
  public record Rules(String definition, int retrainDays, boolean frozen) {}

  /**
   * Decides; a pure function of the ledger and the settings.
   *
   * @param last what the last training left; empty: there was none
   * @param drift what the drift step left on the latest night before; empty: there was none
   * @param asOf tonight's logical date
   */
  public static Due decide(
      Optional<StepEnd> last, Optional<StepEnd> drift, Rules rules, LocalDate asOf) {
    if (last.isEmpty()) {
      return new Due(true, "there is no model yet");
    }
    if (rules.frozen()) {
      return new Due(false, "the task is frozen: take 'retrain.frozen' out to train");
    }
    Map<String, String> notes = last.get().notes();
    if (!rules.definition().equals(notes.get(DEFINITION))) {
      return new Due(true, "the task, its settings or its code changed");
    }
    LocalDate trained = LocalDate.parse(notes.get(TRAINED_AS_OF));
    return drift
        .map(StepEnd::notes)
        .filter(seen -> !LocalDate.parse(seen.get(DRIFT_AS_OF)).isBefore(trained))
        .flatMap(Due::asked)
        .orElseGet(() -> byAge(trained, asOf, rules.retrainDays()));
  }

  private static Optional<Due> asked(Map<String, String> seen) {
    String reaction = seen.get(REACTION);
    String words = " on " + seen.get(DRIFT_AS_OF) + ": " + seen.get(WHY);
    if (HOLD.equals(reaction)) {
      return Optional.of(new Due(false, "training was held" + words));
    }
    return REFIT.equals(reaction)
        ? Optional.of(new Due(true, "a refit was asked for" + words))
        : Optional.empty();
  }

  private static Due byAge(LocalDate trained, LocalDate asOf, int retrainDays) {
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
