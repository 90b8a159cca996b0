package org.medley.models.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.medley.models.evaluate.measure.AtHorizon;
import org.medley.models.evaluate.measure.Measures;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Predictions;
import org.medley.models.statistics.survival.TimedPredictions;

class GapsTest {
  private static final int N = 400;
  private static final EvaluateSettings SETTINGS =
      new EvaluateSettings(List.of(), List.of(0.3), 50, 1, 1000, 10);

  private final List<String> groups = new ArrayList<>();
  private final double[] label = new double[N];
  private final double[] score = new double[N];
  private final Predictions p = filled();

  @Test
  void gapsAreThoseOfSharesCountedGroupByGroup() {
    Map<String, Estimate> gaps = named(Gaps.of(p, "site", groups, SETTINGS));
    double[][] shares = {shares("a"), shares("b")};
    assertThat(gaps.get("demographic_parity_gap_030").value()).isCloseTo(gap(shares, 0), close());
    assertThat(gaps.get("equal_opportunity_gap_030").value()).isCloseTo(gap(shares, 1), close());
    assertThat(gaps.get("equalised_odds_gap_030").value())
        .isCloseTo(Math.max(gap(shares, 1), gap(shares, 2)), close());
    assertThat(gaps.get("predictive_parity_gap_030").value()).isCloseTo(gap(shares, 3), close());
    assertThat(gaps.get("calibration_gap").value()).isCloseTo(gap(shares, 4), close());
    Estimate parity = gaps.get("demographic_parity_gap_030");
    assertThat(parity.low()).isLessThanOrEqualTo(parity.high()).isNotNegative();
    assertThat(parity.method()).contains("2 groups").contains("bootstrap");
  }

  @Test
  void aSmallGroupIsNotShownAndEntersNoGap() {
    List<Metric> metrics = Performance.subgroups(p, "site", groups, Measures.SUBGROUP, SETTINGS);
    List<Metric> small = metrics.stream().filter(m -> m.subgroup().equals("site=c")).toList();
    assertThat(small).isNotEmpty().allMatch(m -> !m.estimate().assessable());
    assertThat(small.get(0).estimate().method()).contains("fewer than 10 outcomes");
    assertThat(metrics).noneMatch(m -> m.subgroup().equals("site=null"));
    EvaluateSettings strict = new EvaluateSettings(List.of(), List.of(0.3), 50, 1, 1000, 1000);
    List<Metric> none = Gaps.of(p, "site", groups, strict);
    assertThat(none).hasSize(1);
    assertThat(none.get(0).estimate().method()).contains("fewer than two groups");
  }

  @Test
  void gapsAtAHorizonAreThoseOfLabelsWhereNobodyIsLostAndNearThemWhereSomeAre() {
    SplittableRandom random = new SplittableRandom(5);
    double[] time = new double[N];
    double[] cut = new double[N];
    int[] cause = new int[N];
    int[] seen = new int[N];
    for (int i = 0; i < N; i++) {
      time[i] = label[i] == 1 ? 0.5 + i / (4.0 * N) : 2 + i / (double) N;
      cause[i] = (int) label[i];
      boolean lost = random.nextInt(10) == 0;
      cut[i] = lost ? Math.min(time[i], 0.3 + i / (8.0 * N)) : time[i];
      seen[i] = lost ? 0 : cause[i];
    }
    Map<String, Estimate> binary = named(Gaps.of(p, "site", groups, SETTINGS));
    Map<String, Estimate> whole = named(timed(time, cause));
    binary.forEach(
        (name, gap) ->
            assertThat(whole.get(name).value()).as(name).isCloseTo(gap.value(), within(1e-12)));
    named(timed(cut, seen))
        .forEach(
            (name, gap) ->
                assertThat(gap.value()).isCloseTo(binary.get(name).value(), within(0.12)));
  }

  private List<Metric> timed(double[] time, int[] cause) {
    TimedPredictions timed =
        TimedPredictions.of(p.subject(), time, cause, score, score, p.weight());
    List<String> ordered = new ArrayList<>();
    for (long subject : timed.subject()) {
      ordered.add(groups.get((int) subject));
    }
    return Gaps.of(new AtHorizon(timed, 1), "site", ordered, SETTINGS);
  }

  private Predictions filled() {
    SplittableRandom random = new SplittableRandom(12);
    for (int i = 0; i < N; i++) {
      String group = i < 5 ? "c" : i % 7 == 0 ? null : i % 2 == 0 ? "a" : "b";
      groups.add(group);
      score[i] = random.nextInt(10) / 10.0 * ("b".equals(group) ? 0.7 : 1);
      label[i] = random.nextDouble() < score[i] ? 1 : 0;
    }
    return Predictions.unweighted(label, score);
  }

  private double[] shares(String group) {
    double n = 0;
    double flagged = 0;
    double positives = 0;
    double hits = 0;
    double risk = 0;
    for (int i = 0; i < N; i++) {
      if (group.equals(groups.get(i))) {
        n++;
        flagged += score[i] >= 0.3 ? 1 : 0;
        positives += label[i];
        hits += score[i] >= 0.3 ? label[i] : 0;
        risk += score[i];
      }
    }
    return new double[] {
      flagged / n,
      hits / positives,
      (flagged - hits) / (n - positives),
      hits / flagged,
      (positives - risk) / n
    };
  }

  private static double gap(double[][] shares, int of) {
    return Math.abs(shares[0][of] - shares[1][of]);
  }

  private static org.assertj.core.data.Offset<Double> close() {
    return within(1e-12);
  }

  private static Map<String, Estimate> named(List<Metric> metrics) {
    return metrics.stream().collect(Collectors.toMap(Metric::name, Metric::estimate));
  }
}
