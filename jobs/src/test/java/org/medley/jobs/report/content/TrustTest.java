package org.medley.jobs.report.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medley.jobs.report.Sample.evaluation;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medley.jobs.report.Sample;
import org.medley.jobs.report.content.Performance.Evaluation;
import org.medley.jobs.report.content.Trust.Level;

class TrustTest {
  private static final Evaluation RANKS = row("test", "auroc", 0.7, 0.6, 0.8);
  private static final Evaluation INTERCEPT = row("test", "calibration_intercept", 0, -0.1, 0.1);

  @Test
  void theDemoIsToBeReadWithCareForItsFewOutcomes() {
    assertThat(Trust.findings(Sample.released().performance()))
        .extracting(Trust.Finding::level)
        .containsExactly(Level.GOOD, Level.GOOD, Level.CARE, Level.GOOD, Level.GOOD);
    assertThat(Trust.verdict(Sample.released()).question()).isEqualTo("With care");
    assertThat(Trust.verdict(Sample.released()).answer())
        .startsWith("AUROC 0.63 (0.57 to 0.69). Few: 77 outcomes");
  }

  @Test
  void anIntervalThatReachesChanceIsNotEnough() {
    assertThat(levels(row("test", "auroc", 0.55, 0.49, 0.61))).startsWith(Level.BAD);
  }

  @Test
  void calibrationIsJudgedByItsIntervals() {
    assertThat(levels(RANKS, INTERCEPT, row("test", "calibration_slope", 1, 0.9, 1.1)))
        .element(1)
        .isEqualTo(Level.GOOD);
    assertThat(levels(RANKS, INTERCEPT, row("test", "calibration_slope", 0.85, 0.75, 0.95)))
        .element(1)
        .isEqualTo(Level.CARE);
    assertThat(levels(RANKS, INTERCEPT, row("test", "calibration_slope", 0.6, 0.45, 0.75)))
        .element(1)
        .isEqualTo(Level.BAD);
  }

  @Test
  void aControlAwayFromChanceIsALeak() {
    assertThat(levels(RANKS, row("control", "auroc", 0.55, 0.53, 0.57))).endsWith(Level.BAD);
  }

  @Test
  void aSubgroupThatRanksWorseIsTold() {
    Evaluation worse = evaluation("test", "sex=male", "auroc", 0.5, 0.4, 0.6, 400, 80);
    assertThat(levels(RANKS, worse)).element(3).isEqualTo(Level.CARE);
  }

  @Test
  void nothingIsSaidOfWhatWasNotAssessed() {
    assertThat(levels()).containsOnly(Level.UNKNOWN).hasSize(5);
    assertThat(Trust.verdict(Sample.withoutModel()).question()).isEqualTo("No model");
  }

  private static List<Level> levels(Evaluation... rows) {
    return Trust.findings(new Performance(List.of(rows), List.of(), List.of())).stream()
        .map(Trust.Finding::level)
        .toList();
  }

  private static Evaluation row(
      String split, String metric, double value, double low, double high) {
    return evaluation(split, "all", metric, value, low, high, 1000, 200);
  }
}
