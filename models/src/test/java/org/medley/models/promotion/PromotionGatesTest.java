package org.medley.models.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.medley.models.promotion.Verdict.Result.FAILED;
import static org.medley.models.promotion.Verdict.Result.PASSED;
import static org.medley.models.promotion.Verdict.Result.PERSON;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medley.models.evaluate.Metric;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Pima;
import org.medley.models.statistics.Predictions;

/**
 * The gates on the Pima data of MASS (R 4.2.2): on its test rows the model of seven covariates has
 * AUROC 0.865882, that of glucose alone 0.797054, and the paired test of DeLong gives Z 3.368159;
 * so the difference is 0.068828 and its standard error 0.0204349. What is no such number here was
 * worked out by hand.
 */
class PromotionGatesTest {
  private static final double DIFFERENCE = 0.068828;
  private static final double ERROR = DIFFERENCE / 3.368159;
  private static final double[] LABEL = Pima.test().label();
  private static final double[] FULL = Pima.test().risks(Pima.train().fit());
  private static final double[] GLUCOSE = Pima.test().only(2).risks(Pima.train().only(2).fit());

  private static PromotionSettings margins(double everybody, double subgroup, boolean acceptFew) {
    return new PromotionSettings(everybody, subgroup, 0.8, 1.2, 0.2, Optional.empty(), acceptFew);
  }

  private static Contest contest(
      double[] candidate, double[] champion, Map<String, List<String>> groups) {
    return new Contest(Predictions.unweighted(LABEL, candidate), champion, groups);
  }

  private static Verdict everybody(double[] candidate, double[] champion, double margin) {
    return PairedGates.of(contest(candidate, champion, Map.of()), margins(margin, 0.05, true))
        .get(0);
  }

  @Test
  void theBetterModelPassesWithThePublishedBounds() {
    Verdict verdict = everybody(FULL, GLUCOSE, 0.02);

    assertThat(verdict.result()).isEqualTo(PASSED);
    assertThat(verdict.numbers().get("difference")).isCloseTo(DIFFERENCE, within(1e-6));
    assertThat(verdict.numbers().get("standard_error")).isCloseTo(ERROR, within(1e-6));
    assertThat(verdict.numbers().get("low")).isCloseTo(DIFFERENCE - 1.959964 * ERROR, within(1e-6));
    assertThat(verdict.numbers()).containsEntry("members", 332.0).containsEntry("events", 109.0);
    assertThat(verdict.words())
        .isEqualTo("AUROC +0.0688 against the champion (+0.0288 to +0.1089), margin -0.02");
  }

  @Test
  void theWorseModelFailsAndTheWordsSayHowSureThatIs() {
    // Its interval is -0.1089 to -0.0288: below, across and above the margin's end.
    assertThat(everybody(GLUCOSE, FULL, 0.02).result()).isEqualTo(FAILED);
    assertThat(everybody(GLUCOSE, FULL, 0.02).words()).endsWith("worse by more than the margin");
    assertThat(everybody(GLUCOSE, FULL, 0.05).result()).isEqualTo(FAILED);
    assertThat(everybody(GLUCOSE, FULL, 0.05).words()).endsWith("not shown to be as good");
    assertThat(everybody(GLUCOSE, FULL, 0.11).result()).isEqualTo(PASSED);
    assertThat(everybody(FULL, FULL, 0.0001).result()).isEqualTo(PASSED);
  }

  @Test
  void repeatedSamplesOfASubjectWidenTheInterval() {
    double[] twice = new double[2 * LABEL.length];
    double[] candidate = new double[twice.length];
    double[] champion = new double[twice.length];
    double[] ones = new double[twice.length];
    long[] subject = new long[twice.length];
    for (int i = 0; i < twice.length; i++) {
      twice[i] = LABEL[i / 2];
      candidate[i] = FULL[i / 2];
      champion[i] = GLUCOSE[i / 2];
      ones[i] = 1;
      subject[i] = i / 2;
    }
    Contest doubled =
        new Contest(new Predictions(subject, twice, candidate, ones), champion, Map.of());

    Verdict verdict = PairedGates.of(doubled, margins(0.02, 0.05, true)).get(0);

    // Every subject stands twice: the error is that of the subjects, not smaller by root two.
    assertThat(verdict.numbers().get("standard_error")).isCloseTo(ERROR, within(1e-4));
  }

  @Test
  void boundsOfSubgroupsShareTheErrorAndSmallOnesAreForAPerson() {
    // One grouping has everybody in one group; the other one of 100 outcomes and one of 9.
    List<String> all = Collections.nCopies(LABEL.length, "all");
    String[] parts = new String[LABEL.length];
    int events = 0;
    for (int i = 0; i < parts.length; i++) {
      events += LABEL[i] > 0.5 ? 1 : 0;
      parts[i] = LABEL[i] > 0.5 && events > 100 ? "few" : "many";
    }
    Contest contest = contest(GLUCOSE, FULL, Map.of("one", all, "two", Arrays.asList(parts)));

    List<Verdict> strict = PairedGates.of(contest, margins(0.2, 0.05, false));
    List<Verdict> lenient = PairedGates.of(contest, margins(0.2, 0.01, true));

    assertThat(strict)
        .extracting(Verdict::gate)
        .containsExactly(
            "discrimination against the champion",
            "no worse in one=all",
            "no worse in two=many",
            "subgroups with few outcomes");
    // Bonferroni for two groups: the standard normal quantile of 0.9875 is 2.241403.
    assertThat(strict.get(1).numbers().get("low"))
        .isCloseTo(-DIFFERENCE - 2.241403 * ERROR, within(1e-6));
    assertThat(strict.get(1).result()).isEqualTo(PERSON);
    assertThat(strict.get(1).words()).contains("adjusted for 2 subgroups").contains("too wide");
    assertThat(strict.get(3).result()).isEqualTo(PERSON);
    assertThat(strict.get(3).words()).contains("two=few").doesNotContain("9 ");
    // Its high end, -0.0230, is below a margin of 0.01: that is shown, whatever is accepted.
    assertThat(lenient.get(1).result()).isEqualTo(FAILED);
    assertThat(lenient.get(3).result()).isEqualTo(PASSED);
  }

  @Test
  void withoutBothClassesAPersonDecides() {
    Contest none =
        new Contest(
            Predictions.unweighted(new double[] {0, 0}, new double[] {0.1, 0.2}),
            new double[] {0.2, 0.1},
            Map.of());
    assertThat(PairedGates.of(none, margins(0.02, 0.05, true)).get(0).result()).isEqualTo(PERSON);
    assertThatThrownBy(() -> new Contest(none.candidate(), new double[1], Map.of()))
        .hasMessageContaining("one length");
  }

  @Test
  void calibrationFailsOnlyWhereTheWholeIntervalIsOutside() {
    assertThat(results(metrics(0.7, 0.9, 120), 0.5, 0.79, 0.25, 0.4, false))
        .containsExactly(PASSED, PASSED, FAILED, FAILED);
    assertThat(results(metrics(0.7, 0.9, 120), 0.5, 0.81, 0.1, 0.4, false))
        .containsExactly(PASSED, PASSED, PASSED, PASSED);
    assertThat(results(metrics(0.7, 0.9, 120), 1.21, 2, -0.4, -0.21, false))
        .containsExactly(PASSED, PASSED, FAILED, FAILED);
    assertThat(results(metrics(0.5, 0.6, 99), 0.9, 1, 0, 0.1, false))
        .containsExactly(FAILED, PERSON, PASSED, PASSED);
    assertThat(results(metrics(0.51, 0.6, 99), 0.9, 1, 0, 0.1, true))
        .containsExactly(PASSED, PASSED, PASSED, PASSED);
  }

  @Test
  void whatWasNotMeasuredDoesNotPassByItself() {
    assertThat(AbsoluteGates.of(Map.of(), PromotionSettings.standard(false)))
        .extracting(Verdict::result)
        .containsExactly(FAILED, PERSON, PERSON, PERSON);
  }

  @Test
  void alertsAreCountedAtTheThresholdAndAgainstTheChampion() {
    PromotionSettings.Alerts alerts = new PromotionSettings.Alerts(0.3, 0.1, 0.4, Optional.of(0.1));
    Predictions half =
        Predictions.unweighted(new double[] {0, 1, 0, 1}, new double[] {0.1, 0.2, 0.3, 0.4});

    Verdict nobody =
        AbsoluteGates.alerts(Predictions.unweighted(new double[0], new double[0]), alerts);
    assertThat(nobody.result()).isEqualTo(PERSON);
    assertThat(nobody.words()).isEqualTo("no test member has a known outcome");
    assertThat(AbsoluteGates.alerts(half, alerts).result()).isEqualTo(FAILED);
    assertThat(AbsoluteGates.alerts(half, alerts).words())
        .isEqualTo("50.0 % of test members reach a risk of 0.3; allowed are 10.0 to 40.0 %");
    assertThat(change(half, new double[] {0.1, 0.2, 0.1, 0.3}, alerts).result()).isEqualTo(FAILED);
    assertThat(change(half, new double[] {0.3, 0.2, 0.1, 0.9}, alerts).result()).isEqualTo(PASSED);
  }

  private static Verdict change(
      Predictions candidate, double[] champion, PromotionSettings.Alerts alerts) {
    PromotionSettings settings =
        new PromotionSettings(0.02, 0.05, 0.8, 1.2, 0.2, Optional.of(alerts), true);
    List<Verdict> verdicts = PairedGates.of(new Contest(candidate, champion, Map.of()), settings);
    return verdicts.get(verdicts.size() - 1);
  }

  private static Map<String, Metric> metrics(double low, double high, long events) {
    Map<String, Metric> metrics = new HashMap<>();
    metrics.put("auroc", metric("auroc", low, high, events));
    return metrics;
  }

  private static List<Verdict.Result> results(
      Map<String, Metric> metrics,
      double slopeLow,
      double slopeHigh,
      double largeLow,
      double largeHigh,
      boolean acceptFew) {
    metrics.put("calibration_slope", metric("calibration_slope", slopeLow, slopeHigh, 120));
    metrics.put("calibration_intercept", metric("calibration_intercept", largeLow, largeHigh, 9));
    return AbsoluteGates.of(metrics, PromotionSettings.standard(acceptFew)).stream()
        .map(Verdict::result)
        .toList();
  }

  private static Metric metric(String name, double low, double high, long events) {
    Estimate estimate = new Estimate((low + high) / 2, low, high, "by hand");
    return new Metric(Metric.ALL, name, estimate, 1000, events);
  }
}
