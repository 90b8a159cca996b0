package org.medley.jobs.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medley.jobs.control.StepEnd;

class DueTest {
  private static final LocalDate TRAINED = LocalDate.of(2024, 6, 1);

  @Test
  void aTaskWithoutAModelIsTrained() {
    assertThat(Due.decide(Optional.empty(), "D", TRAINED, 30).train()).isTrue();
  }

  @Test
  void changedDataAloneIsNoReason() {
    Due due = Due.decide(last("D"), "D", TRAINED.plusDays(29), 30);

    assertThat(due.train()).isFalse();
    assertThat(due.reason()).contains("2024-06-01", "2024-07-01");
  }

  @Test
  void aChangedDefinitionIsAReason() {
    assertThat(Due.decide(last("D"), "E", TRAINED, 30).train()).isTrue();
  }

  @Test
  void anOldTrainingIsAReasonOnTheDayItIsThatOld() {
    assertThat(Due.decide(last("D"), "D", TRAINED.plusDays(30), 30).train()).isTrue();
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
