package org.medley.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.medley.jobs.report.content.Performance.Evaluation;

class ExternalSplitsTest {
  private static Evaluation row(String split, String metric) {
    return new Evaluation(
        split,
        "all",
        metric,
        OptionalDouble.of(0.7),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        100,
        20,
        "m");
  }

  @Test
  void anUpdateIsShownOnTheDataThatItWasJudgedOn() {
    List<Evaluation> update =
        List.of(
            row("external:b", "auroc"),
            row("external:a + refit", "auroc"),
            row("external:a", "brier"),
            row("external:a", "about_data"),
            row("external:a", "membership_c"),
            row("validation", "auroc"));
    assertThat(ExternalSplits.withTest(update))
        .startsWith(update.toArray(Evaluation[]::new))
        .hasSize(7)
        .last()
        .isEqualTo(row("test", "brier"));
  }

  @Test
  void aModelWithTestMembersKeepsItsOwnTest() {
    List<Evaluation> trained = List.of(row("test", "auroc"), row("external:a", "auroc"));
    assertThat(ExternalSplits.withTest(trained)).isEqualTo(trained);
    assertThat(ExternalSplits.withTest(List.of(row("validation", "auroc")))).hasSize(1);
  }
}
