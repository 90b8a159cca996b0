package org.medley.jobs.report.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.medley.jobs.report.decision.DecisionContent.Attrition;

class DecisionPageTest {
  private static Attrition step(int step, String rule, long starts) {
    return new Attrition(step, rule, "a", OptionalLong.of(starts));
  }

  @Test
  void rulesThatRemoveFewAreMerged() {
    List<Attrition> shown =
        SmallAttrition.shown(
            List.of(
                step(0, "all", 100),
                step(1, "one", 95),
                step(2, "two", 80),
                step(3, "none", 80),
                step(4, "few", 75)),
            11);
    assertThat(shown)
        .extracting(each -> each.rule() + " " + each.starts().getAsLong())
        .containsExactly("all 100", "one; two; none; few 75");
    assertThat(SmallAttrition.shown(List.of(step(0, "all", 7)), 11).get(0).starts()).isEmpty();
  }

  @Test
  void aBlindedOutcomeHasNoNumberOnThePage() {
    OptionalDouble none = OptionalDouble.empty();
    DecisionContent content =
        new DecisionContent(
            "ab",
            "A or <B>",
            "r1",
            "2024-05-31",
            "Observational study.",
            Optional.of("to try it"),
            "for people who try",
            List.of(step(0, "all", 100)),
            List.of(
                new DecisionContent.Check(
                    "falls", "overlap", "fail", true, "too few have both", "0.3 against 0.1")),
            List.of(
                new DecisionContent.Effect(
                    "gets well",
                    "b",
                    OptionalLong.of(60),
                    OptionalDouble.of(0.251),
                    OptionalDouble.of(0.05),
                    OptionalDouble.of(-0.01),
                    OptionalDouble.of(0.11),
                    Optional.empty()),
                new DecisionContent.Effect(
                    "falls",
                    "b",
                    OptionalLong.of(60),
                    none,
                    none,
                    none,
                    none,
                    Optional.of("no overlap"))),
            List.of(new DecisionContent.Balance("age", 0.4, 0.02)),
            List.of(),
            List.of(),
            List.of(
                new DecisionContent.Plan(
                    "everyone",
                    "b",
                    OptionalLong.of(40),
                    OptionalLong.empty(),
                    OptionalLong.of(0),
                    OptionalLong.of(20))),
            List.of());
    String page = DecisionPage.render(content);
    assertThat(page)
        .contains(
            "A or &lt;B&gt;", "25.1", "+5.0", "-1.0 to +11.0", "not shown", "falls: no overlap")
        .contains("overlap", "fail, blinds", "too few", "Exploratory: to try it.")
        .doesNotContain("<script", "https://");
    assertThat(page).isEqualTo(DecisionPage.render(content));
  }
}
