package org.medley.jobs.report.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.medley.jobs.report.chart.LovePlot;
import org.medley.jobs.report.chart.PreferencePlot;
import org.medley.jobs.report.content.Balance;
import org.medley.jobs.report.content.Overlap;
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

  private static Overlap overlap() {
    return new Overlap(
        "drug B",
        "drug A",
        List.of(range(0, 0.5, 0.25, 20), range(0.5, 1, 0.75, 60)),
        List.of(range(0, 1, 1, 12)),
        0.62,
        0.2,
        new Overlap.Span(0.3, 0.7),
        new Overlap.Span(0.1, 0.9),
        0.05);
  }

  private static Overlap.Range range(double low, double high, double share, long people) {
    return new Overlap.Range(new Overlap.Span(low, high), share, people);
  }

  private static Fairness fairness() {
    Fairness.Group group =
        new Fairness.Group(
            "gets well",
            "sex female",
            OptionalLong.of(48),
            List.of(new Fairness.Share("drug B", Interval.of(0.61, 0.46, 0.75))),
            Interval.NONE,
            Interval.of(0.042, -0.01, 0.09),
            Interval.of(0.25, 0.14, 0.39));
    Fairness.Comparison comparison =
        new Fairness.Comparison(
            "gets well",
            "sex",
            Interval.of(0.04, 0.01, 0.07),
            Interval.of(0.03, 0, 0.06),
            Interval.of(0.01, -0.02, 0.04),
            Interval.of(0.2, 0.1, 0.3));
    return new Fairness(List.of(group), List.of(comparison), List.of("sex"));
  }

  /**
   * Half the scores at a density of 0.5, half at 1.5: steps at a quarter and three of the height.
   */
  @Test
  void anOverlapPlotDrawsDensitiesBandAndBounds() {
    String figure = PreferencePlot.of(overlap(), 1).render();
    assertThat(figure)
        .as("up to a density of 1.5 from 268 to 52")
        .contains("M62 268 L62 196 L266 196 L266 52 L470 52 L470 268")
        .as("the reference has a density of 1 everywhere")
        .contains("M62 268 L62 124 L470 124 L470 268");
    assertThat(figure)
        .as("the band from 0.3 to 0.7")
        .contains("class=\"track\" x=\"184.4\" y=\"52\" width=\"163.2\"")
        .as("bounds at 0.1 and 0.9")
        .contains("x1=\"102.8\"", "x1=\"429.2\"")
        .contains("62 % of the people lie in the shaded band", "20 % are wanted");
  }

  @Test
  void aLovePlotDrawsBothDifferencesAndTheLimit() {
    String figure =
        LovePlot.of(new Balance(List.of(new Balance.Covariate("age", -0.4, 0.02)), 41, 12, 1, 0.1))
            .render();
    assertThat(figure)
        .contains("class=\"before\" cx=\"470\"", "class=\"point\" cx=\"272.4\"")
        .contains("class=\"marker\" x1=\"314\"")
        .contains("Of 41 covariates, 12 differed by more before weighting and 1 do so after it")
        .contains("−0.40");
  }

  @Test
  void groupsHaveIntervalsAndThePriceOfLeavingSensitiveCovariatesOutIsTold() {
    String part = FairnessPart.of(fairness()).render();
    assertThat(part)
        .contains("sex female", "61 % (46 to 75)", "+4.2 (−1.0 to +9.0)", "25 % (14 to 39)")
        .contains("too few", "+1.0 (−2.0 to +4.0)");
    assertThat(FairnessPart.of(new Fairness(List.of(), List.of(), List.of())).render())
        .contains("No outcome may be shown for any group", "calls no covariate sensitive");
    assertThat(FairnessPart.of(new Fairness(List.of(), List.of(), List.of("race"))).render())
        .contains("no covariate of the study begins with race");
  }

  private static DecisionContent content() {
    OptionalDouble none = OptionalDouble.empty();
    return new DecisionContent(
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
                OptionalDouble.of(81.25),
                Interval.of(-3.5, -8, 1),
                Optional.empty()),
            new DecisionContent.Effect(
                "falls",
                "b",
                OptionalLong.of(60),
                none,
                none,
                none,
                none,
                none,
                Interval.NONE,
                Optional.of("no overlap"))),
        List.of(overlap()),
        Optional.of(new Balance(List.of(new Balance.Covariate("age", -0.4, 0.02)), 41, 12, 1, 0.1)),
        List.of(),
        List.of(),
        fairness(),
        List.of(
            new DecisionContent.Plan(
                "everyone",
                "b",
                OptionalLong.of(40),
                OptionalLong.empty(),
                Interval.NONE,
                OptionalLong.of(0),
                Interval.of(0, 0, 0.088),
                OptionalLong.of(20))),
        true,
        List.of());
  }

  @Test
  void aBlindedOutcomeHasNoNumberOnThePage() {
    DecisionContent content = content();
    String page = DecisionPage.render(content);
    assertThat(page)
        .contains(
            "A or &lt;B&gt;", "25.1", "+5.0", "−1.0 to +11.0", "not shown", "falls: no overlap")
        .contains("overlap", "fail, blinds", "too few", "Exploratory: to try it.")
        .contains("81.3", "−3.5", "−8.0 to +1.0")
        .contains("0 % (0 to 9)")
        .doesNotContain("<script", "https://");
    assertThat(page).isEqualTo(DecisionPage.render(content));
  }
}
