package org.medley.models.evaluate.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.evaluate.Metric;
import org.medley.models.evaluate.SurvivalPerformance;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.survival.TimedPredictions;

class SurvivalConformalTest {
  private static final double HORIZON = 3;
  private static final EvaluateSettings SETTINGS =
      new EvaluateSettings(List.of(), List.of(), 100, 1, 2_000_000, 10);
  private static final List<String> ALL =
      List.of(
          "conformal_coverage_90",
          "conformal_coverage_outcome_90",
          "conformal_coverage_no_outcome_90",
          "conformal_set_size_90",
          "conformal_undecided_90",
          "survival_bound_coverage_90",
          "survival_bound_mean_90",
          "survival_bound_horizon_90");

  @Test
  void coverageOfStatesAndBoundsIsToldWithTheWeightsOfCensoring() {
    AtHorizon at = simulated(2_000);
    Numbers numbers = new Numbers();
    SurvivalConformal.ofAll().add(at, SETTINGS, numbers);
    var found = numbers.finish(at.p().weight(), at.p().clusters(), SETTINGS);
    assertThat(found.keySet()).containsExactlyElementsOf(ALL);
    assertThat(found.values()).allMatch(e -> e.low() <= e.value() && e.value() <= e.high());
    assertThat(found.values())
        .allMatch(e -> e.method().contains("inverse probability of censoring"));
    for (String coverage : ALL.subList(0, 3)) {
      assertThat(found.get(coverage).value()).isCloseTo(0.9, within(0.03));
    }
    assertThat(found.get(ALL.get(5)).value()).isCloseTo(0.9, within(0.03));
    assertThat(found.get(ALL.get(6)).value()).isBetween(0.2, 2.5);
  }

  @Test
  void aGroupHasQuantilesOfItsOwnAndASmallOneNone() {
    AtHorizon at = simulated(600);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      values.add(at.p().subject()[i] < 500 ? "many" : at.p().subject()[i] < 512 ? "few" : null);
    }
    List<Metric> metrics =
        SurvivalPerformance.subgroups(at, "g", values, SurvivalMeasures.SUBGROUP, SETTINGS);
    assertThat(of(metrics, "g=many", "survival_bound_coverage_90").method())
        .contains("quantiles of the group");
    assertThat(of(metrics, "g=many", "survival_bound_coverage_90").value())
        .isCloseTo(0.9, within(0.05));
    assertThat(of(metrics, "g=few", "survival_bound_coverage_90").method())
        .isEqualTo("not assessable: fewer than 10 with, or without, the event");
    assertThat(of(metrics, "g=few", "conformal_coverage_90").assessable()).isFalse();

    Numbers numbers = new Numbers();
    SurvivalConformal.ofGroup().add(simulated(16), SETTINGS, numbers);
    assertThat(numbers.finish(new double[16], simulated(16).p().clusters(), SETTINGS).values())
        .extracting(Estimate::method)
        .containsExactly(
            "not assessable: too few outcomes or non-outcomes for a threshold",
            "not assessable: too few samples for a quantile");
  }

  private static Estimate of(List<Metric> metrics, String group, String name) {
    return metrics.stream()
        .filter(metric -> metric.subgroup().equals(group) && metric.name().equals(name))
        .findFirst()
        .orElseThrow()
        .estimate();
  }

  private static AtHorizon simulated(int size) {
    SplittableRandom random = new SplittableRandom(4);
    long[] subject = new long[size];
    double[] time = new double[size];
    int[] cause = new int[size];
    double[] risk = new double[size];
    double[] weight = new double[size];
    Arrays.fill(weight, 1);
    for (int i = 0; i < size; i++) {
      subject[i] = i;
      double hazard = 0.05 + 0.5 * random.nextDouble();
      double event = -Math.log(1 - random.nextDouble()) / hazard;
      double lost = 6 * random.nextDouble();
      time[i] = Math.min(event, lost);
      cause[i] = event <= lost ? 1 : 0;
      risk[i] = 1 - Math.exp(-hazard * HORIZON);
    }
    return new AtHorizon(TimedPredictions.of(subject, time, cause, risk, risk, weight), HORIZON);
  }
}
