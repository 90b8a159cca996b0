package org.medley.models.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.medley.models.evaluate.measure.AtHorizon;
import org.medley.models.evaluate.measure.SurvivalMeasures;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.survival.BreastCancer;

/**
 * The whole list of numbers for Rotterdam's models on GBSG beside those of Giardiello et al (Ann
 * Intern Med 2023;176:105), computed again in R 4.2.2. Brier scores are theirs at 4.99 years, since
 * everybody's follow-up is cut at 5.
 */
class PublishedSurvivalTest {
  private static final Offset<Double> CLOSE = within(1e-6);
  private static final EvaluateSettings SETTINGS =
      new EvaluateSettings(List.of(), List.of(.23, .3, .4, .5, .6), 2, 1, 10_000, 10);

  @Test
  void theSmallModelHasThePublishedNumbers() {
    Map<String, Estimate> at5 = numbers(false, BreastCancer.YEARS);
    estimate(at5, "observed_expected", 1.0173902, .9058717, 1.1426372);
    benefits(at5, "net_benefit_0", .2895365, .1885777, .1317405, .0651503);
    assertThat(at5.get("net_benefit_all_023").value()).isCloseTo(.3615002, CLOSE);
    assertThat(at5.get("net_benefit_all_030").value()).isCloseTo(.2976502, CLOSE);
    assertThat(at5.get("net_benefit_all_040").value()).isCloseTo(.1805919, CLOSE);
    assertThat(at5.get("net_benefit_all_050").value()).isCloseTo(.0167103, CLOSE);
    brier(numbers(false, 4.99), .224715, .2498583, .1006305);
  }

  @Test
  void theLargeModelHasThePublishedNumbers() {
    Map<String, Estimate> at5 = numbers(true, BreastCancer.YEARS);
    estimate(at5, "observed_expected", .9937871, .8848559, 1.116128);
    benefits(at5, "net_benefit_0", .2956314, .1924477, .1402269, .1073686);
    brier(numbers(true, 4.99), .2174213, .2498583, .1298216);
  }

  private static Map<String, Estimate> numbers(boolean receptors, double horizon) {
    var fit = BreastCancer.rotterdam(receptors).fit();
    AtHorizon at = new AtHorizon(BreastCancer.gbsg(receptors).predictions(fit, horizon), horizon);
    return SurvivalPerformance.of(at, SurvivalMeasures.ALL, SETTINGS).stream()
        .collect(Collectors.toMap(Metric::name, Metric::estimate));
  }

  private static void estimate(
      Map<String, Estimate> numbers, String name, double value, double low, double high) {
    Estimate found = numbers.get(name);
    assertThat(found.value()).isCloseTo(value, CLOSE);
    assertThat(found.low()).isCloseTo(low, CLOSE);
    assertThat(found.high()).isCloseTo(high, CLOSE);
  }

  private static void benefits(Map<String, Estimate> numbers, String prefix, double... expected) {
    for (int i = 0; i < expected.length; i++) {
      String name = prefix + (30 + 10 * i);
      assertThat(numbers.get(name).value()).as(name).isCloseTo(expected[i], CLOSE);
    }
  }

  private static void brier(
      Map<String, Estimate> numbers, double model, double nothing, double scaled) {
    assertThat(numbers.get("brier").value()).isCloseTo(model, CLOSE);
    assertThat(numbers.get("brier_null").value()).isCloseTo(nothing, CLOSE);
    assertThat(numbers.get("scaled_brier").value()).isCloseTo(scaled, CLOSE);
  }
}
