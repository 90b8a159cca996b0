package org.medley.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.medley.jobs.control.Json;
import org.medley.jobs.decision.PlanCounts;
import org.medley.jobs.step.PlanStep;

class DecisionAnswerTest {
  private static final PlanCounts COUNTS = new PlanCounts(120L, 40L, null, 0L, 11);

  private static DecisionAnswer answer(Map<String, String> notes) {
    return new DecisionAnswer("pain", notes, "lake/reports/r1/pain.html");
  }

  @Test
  void theDocumentHasTheNumbersOfTheConsole() {
    DecisionAnswer answer =
        answer(Map.of(PlanStep.FOUND, COUNTS.words(), PlanStep.COUNTS, Json.write(COUNTS)));
    assertThat(Json.write(answer.document()))
        .isEqualTo(
            "{\"blinded_reason\":null,\"decision\":\"pain\",\"left_to_clinician\":null,"
                + "\"minimum_cell\":11,\"page\":\"lake/reports/r1/pain.html\",\"people\":120,"
                + "\"planned\":true,\"recommended\":40,\"with_veto\":0}");
    assertThat(answer.text())
        .contains("the options of 120 people", "40 of them have one that is recommended")
        .endsWith("read it in lake/reports/r1/pain.html");
  }

  @Test
  void whyItIsBlindedIsToldAndThatNothingWasPlanned() {
    assertThat(answer(Map.of(PlanStep.BLINDED, "no overlap")).document())
        .containsEntry("blinded_reason", "no overlap");
    assertThat(answer(Map.of()).document())
        .containsEntry("planned", false)
        .containsEntry("people", null);
    assertThat(answer(Map.of()).text()).contains("nothing was planned");
  }
}
