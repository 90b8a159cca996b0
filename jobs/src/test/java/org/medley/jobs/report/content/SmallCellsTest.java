package org.medley.jobs.report.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medley.jobs.report.Sample.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medley.jobs.report.Sample;
import org.medley.jobs.report.content.Cohort.Step;
import org.medley.jobs.report.content.Performance.Evaluation;
import org.medley.jobs.report.content.Performance.Group;
import org.medley.jobs.report.content.Scores.Bin;

class SmallCellsTest {
  private static final SmallCells CELLS = SmallCells.STANDARD;

  @Test
  void countsOfOneToTenAreHiddenAndZeroIsNot() {
    assertThat(CELLS.text(0)).isEqualTo("0");
    assertThat(CELLS.text(1)).isEqualTo("<11");
    assertThat(CELLS.text(10)).isEqualTo("<11");
    assertThat(CELLS.text(11)).isEqualTo("11");
    assertThat(new SmallCells(1).text(1)).isEqualTo("1");
  }

  @Test
  void aRuleThatRemovesFewIsMergedWithTheNext() {
    assertThat(
            CELLS.attrition(
                List.of(
                    new Step("all", 1000, 1000),
                    new Step("a", 995, 995),
                    new Step("b", 900, 900),
                    new Step("c", 900, 900),
                    new Step("d", 899, 899))))
        .containsExactly(new Step("all", 1000, 1000), new Step("a; b; c; d", 899, 899));
  }

  @Test
  void rulesThatRemoveFewTogetherAreOne() {
    assertThat(
            CELLS.attrition(
                List.of(
                    new Step("all", 1000, 1000), new Step("a", 997, 997), new Step("b", 992, 992))))
        .containsExactly(new Step("all; a; b", 992, 992));
    assertThat(CELLS.attrition(List.of(new Step("all", 1000, 1000), new Step("a", 7, 7))))
        .isEmpty();
  }

  @Test
  void noAttritionOfRandomCohortsTellsASmallGroup() {
    Random random = new Random(20240601);
    for (int cohort = 0; cohort < 500; cohort++) {
      List<Step> steps = new ArrayList<>();
      long people = random.nextInt(300);
      long members = people * 2;
      for (int rule = 0; rule < 6; rule++) {
        steps.add(new Step("rule " + rule, people, members));
        people -= random.nextInt((int) Math.min(people, 40) + 1);
        members = Math.max(people, members - random.nextInt(60));
      }
      List<Step> shown = CELLS.attrition(steps);
      for (int at = 1; at < shown.size(); at++) {
        Step before = shown.get(at - 1);
        Step after = shown.get(at);
        assertThat(CELLS.hides(before.people() - after.people())).isFalse();
        assertThat(CELLS.hides(before.members() - after.members())).isFalse();
      }
      for (Step step : shown) {
        assertThat(CELLS.hides(step.people()) || CELLS.hides(step.members())).isFalse();
      }
    }
  }

  /** Of 100 with the outcome and 300 without, so many have a value. */
  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource({
    "50, 60, true", "100, 300, true", "0, 60, true", "11, 289, true",
    "10, 60, false", "50, 3, false", "95, 60, false", "50, 290, false",
  })
  void aCovariateThatFewOfAGroupHaveOrLackIsNotCompared(long with, long without, boolean shown) {
    Cohort.Difference difference =
        new Cohort.Difference(
            "words",
            true,
            new Cohort.Group(100, with, 0.5, 1),
            new Cohort.Group(300, without, 0.2, 1),
            1);
    assertThat(CELLS.differences(List.of(difference))).hasSize(shown ? 1 : 0);
  }

  /** 40 members with a value may be 10 people at four times, 41 are at least 11. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"40, false", "41, true", "0, true", "360, false", "359, true", "400, true"})
  void aPersonWithSeveralMembersCountsOnce(long known, boolean shown) {
    Cohort.Group group = new Cohort.Group(400, known, 0.5, 4);
    Cohort.Difference difference = new Cohort.Difference("words", true, group, group, 1);
    assertThat(CELLS.differences(List.of(difference))).hasSize(shown ? 1 : 0);
  }

  @Test
  void aLineOfAComparisonGoesWhereOneGroupIsSmallAndTheComparisonWithItsLastLine() {
    Cohort.Group large = new Cohort.Group(400, 200, 0.5, 1);
    Cohort.Group small = new Cohort.Group(30, 25, 0.8, 1);
    Cohort.Line shown = new Cohort.Line("shown", true, List.of(large, large), 0.3);
    Cohort.Line hidden = new Cohort.Line("hidden", true, List.of(large, small), 0.9);
    assertThat(CELLS.comparisons(List.of(comparison(shown, hidden), comparison(hidden))))
        .containsExactly(comparison(shown));
  }

  private static Cohort.Comparison comparison(Cohort.Line... lines) {
    return new Cohort.Comparison(
        "arm", Cohort.Measure.MEAN, List.of("first", "second"), List.of(lines));
  }

  @Test
  void aHiddenSubgroupTakesItsSmallestNeighbourAlong() {
    List<Evaluation> shown =
        CELLS.evaluations(
            List.of(
                row("all", 402, 77),
                row("sex=female", 211, 41),
                row("sex=male", 191, 36),
                row("age-band=18-39", 128, 16),
                row("age-band=40-64", 171, 33),
                row("age-band=65-79", 81, 20),
                row("age-band=80+", 22, 8)));
    assertThat(shown)
        .extracting(Evaluation::subgroup)
        .containsExactly("all", "sex=female", "sex=male", "age-band=40-64", "age-band=65-79");
  }

  @Test
  void twoTinySubgroupsTakeAThirdAlong() {
    List<Evaluation> shown =
        CELLS.evaluations(
            List.of(row("g=a", 50, 2), row("g=b", 50, 3), row("g=c", 60, 30), row("g=d", 90, 40)));
    assertThat(shown).extracting(Evaluation::subgroup).containsExactly("g=d");
  }

  @Test
  void calibrationGroupsAreMergedUntilEachHasEnoughOutcomes() {
    List<Group> merged = CELLS.calibration(Sample.released().performance().calibration());
    assertThat(merged).hasSizeGreaterThan(3).allMatch(g -> g.events() >= 11);
    assertThat(merged.stream().mapToLong(Group::members).sum()).isEqualTo(402);
    assertThat(merged.stream().mapToLong(Group::events).sum()).isEqualTo(77);
    assertThat(merged).allMatch(g -> g.low() <= g.observed() && g.observed() <= g.high());
  }

  @Test
  void poolingTwoEqualGroupsHalvesTheVariance() {
    Group group = new Group(100, 6, 0.1, 0.06, 0.01, 0.11);
    assertThat(CELLS.calibration(List.of(group, group)))
        .satisfiesExactly(g -> assertThat((g.high() - g.low()) / 0.10).isBetween(0.7071, 0.7072));
  }

  @Test
  void binsAreMergedAndKeepEveryone() {
    List<Bin> merged =
        CELLS.risks(
            List.of(
                new Bin(0, 0.1, 4),
                new Bin(0.1, 0.2, 0),
                new Bin(0.2, 0.3, 9),
                new Bin(0.3, 0.4, 3)));
    assertThat(merged).containsExactly(new Bin(0, 0.4, 16));
    assertThat(CELLS.risks(List.of(new Bin(0, 0.5, 20), new Bin(0.5, 1, 0))))
        .containsExactly(new Bin(0, 0.5, 20), new Bin(0.5, 1, 0));
    assertThat(CELLS.risks(List.of(new Bin(0, 1, 5)))).isEmpty();
  }

  @Test
  void doingItTwiceChangesNothing() {
    ReportData once = CELLS.shareable(Sample.released());
    assertThat(CELLS.shareable(once)).isEqualTo(once);
  }

  @Test
  void aTinyCohortShowsNoRisks() {
    ReportData data = Sample.released();
    Scores few =
        new Scores(7, data.scores().risks(), data.scores().highest(), data.scores().reasons());
    ReportData tiny =
        new ReportData(
            data.release(),
            data.task(),
            data.intake(),
            data.cohort(),
            data.audit(),
            data.model(),
            data.performance(),
            few,
            data.run());
    assertThat(CELLS.shareable(tiny).scores())
        .isEqualTo(new Scores(7, List.of(), List.of(), List.of()));
  }

  private static Evaluation row(String subgroup, long members, long events) {
    return evaluation("test", subgroup, "auroc", 0.6, 0.5, 0.7, members, events);
  }
}
