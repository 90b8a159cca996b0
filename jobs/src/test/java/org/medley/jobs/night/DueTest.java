package org.medley.jobs.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medley.jobs.control.StepEnd;
import org.medley.models.retrain.Reaction;

class DueTest {
  private static final LocalDate TRAINED = LocalDate.of(2024, 6, 1);

  @Test
  void aTaskWithoutAModelIsTrained() {
    assertThat(decide(Optional.empty(), Optional.empty(), 0).train()).isTrue();
  }

  @Test
  void changedDataAloneIsNoReason() {
    Due due = decide(last("D"), Optional.empty(), 29);

    assertThat(due.train()).isFalse();
    assertThat(due.reason()).contains("2024-06-01", "2024-07-01");
  }

  @Test
  void aChangedDefinitionIsAReason() {
    assertThat(decide(last("C"), Optional.empty(), 0).train()).isTrue();
    assertThat(decide(last("C"), drift(5, Reaction.HOLD), 6).train()).isTrue();
  }

  @Test
  void anOldTrainingIsAReasonOnTheDayItIsThatOld() {
    assertThat(decide(last("D"), Optional.empty(), 30).train()).isTrue();
    assertThat(decide(last("D"), drift(29, Reaction.NO_UPDATE), 30).train()).isTrue();
    assertThat(decide(last("D"), drift(29, Reaction.RECALIBRATE), 29).train()).isFalse();
  }

  @Test
  void aRefitThatWasAskedForIsDoneOnce() {
    Due due = decide(last("D"), drift(5, Reaction.REFIT), 6);

    assertThat(due.train()).isTrue();
    assertThat(due.reason()).isEqualTo("a refit was asked for on 2024-06-06: the slope is off");
    assertThat(decide(last("D"), drift(0, Reaction.REFIT), 1).train()).isTrue();
    assertThat(decide(last("D"), drift(-1, Reaction.REFIT), 1).train()).isFalse();
  }

  @Test
  void whatIsHeldIsNotTrainedHoweverOld() {
    Due due = decide(last("D"), drift(39, Reaction.HOLD), 40);

    assertThat(due.train()).isFalse();
    assertThat(due.reason()).isEqualTo("training was held on 2024-07-10: the slope is off");
    assertThat(decide(Optional.empty(), drift(39, Reaction.HOLD), 40).train()).isTrue();
  }

  @Test
  void aFrozenTaskIsNotTrained() {
    Due.Rules frozen = new Due.Rules("E", 30, true);
    LocalDate night = TRAINED.plusDays(90);

    assertThat(Due.decide(last("D"), Optional.empty(), frozen, night).train()).isFalse();
    assertThat(Due.decide(Optional.empty(), Optional.empty(), frozen, night).train()).isTrue();
  }

  private static Due decide(Optional<StepEnd> last, Optional<StepEnd> drift, int days) {
    return Due.decide(last, drift, new Due.Rules("D", 30, false), TRAINED.plusDays(days));
  }

  private static Optional<StepEnd> drift(int days, Reaction reaction) {
    Map<String, String> notes =
        Map.of(
            Due.DRIFT_AS_OF,
            TRAINED.plusDays(days).toString(),
            Due.REACTION,
            reaction.text(),
            Due.WHY,
            "the slope is off");
    return Optional.of(new StepEnd("{}", List.of(), 1, notes));
  }

  private static Optional<StepEnd> last(String definition) {
    return Optional.of(
        new StepEnd(
            "{}",
            List.of(),
            1,
            Map.of(Due.DEFINITION, definition, Due.TRAINED_AS_OF, TRAINED.toString())));
  }
}
