package org.medley.models.stability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.Snapshot;
import org.medley.models.statistics.Predictions;
import org.medley.models.testing.Simulation;
import org.medley.models.train.Refit;
import org.medley.models.train.Search;
import org.medley.models.train.TrainSettings;
import org.medley.models.train.Trainer;

@SparkTest
class OutOfBagTest {
  private static final double DRAWN = 1 - Math.exp(-1);

  @Test
  void theRuleWeighsByHowMuchIsOverfitted() {
    // Efron and Tibshirani 1997, sections 4 and 5: R = 1 gives Err(1) alone, R = 0 the .632 rule.
    assertThat(OutOfBag.plus(0, 0.5, 0.5)).isCloseTo(0.5, within(1e-12));
    assertThat(OutOfBag.plus(0, 0.7, 0.5)).isCloseTo(0.5, within(1e-12));
    assertThat(OutOfBag.plus(0.3, 0.2, 0.5))
        .isCloseTo((1 - DRAWN) * 0.3 + DRAWN * 0.2, within(1e-12));
    double weight = DRAWN / (1 - (1 - DRAWN) * 0.5);
    assertThat(OutOfBag.plus(0.1, 0.3, 0.5)).isCloseTo(0.1 + weight * 0.2, within(1e-12));
    assertThat(OutOfBag.plus(0.1, Double.NaN, 0.5)).isNaN();
  }

  @Test
  void theBrierScoreOfNoInformationIsThatOfAllPairs() {
    SplittableRandom random = new SplittableRandom(5);
    int n = 40;
    double[] label = random.doubles(n).map(u -> u < 0.3 ? 1 : 0).toArray();
    double[] risk = random.doubles(n).toArray();
    double[] weight = random.doubles(n).map(u -> 0.5 + u).toArray();
    double sum = 0;
    double total = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        sum += weight[i] * weight[j] * (label[i] - risk[j]) * (label[i] - risk[j]);
        total += weight[i] * weight[j];
      }
    }
    assertThat(OutOfBag.noInformation(new Predictions(new long[n], label, risk, weight)))
        .isCloseTo(sum / total, within(1e-12));
  }

  @Test
  void aForestThatRepeatsNoiseIsNotBelieved(SparkSession spark) {
    // No covariate acts, so the true AUROC is one half; leaves of one row repeat their members.
    Snapshot snapshot = new Simulation(240, 1, 20, 0, 0, 7).snapshot(spark);
    TrainSettings settings =
        TrainSettings.of(
            List.of("random-forest"),
            2,
            1,
            TrainSettings.AUTO,
            new Search(
                Map.of(
                    "random-forest",
                    Map.of("trees", List.of(30.0), "depth", List.of(12.0), "leaf", List.of(1.0))),
                1,
                Search.Balance.NONE,
                false,
                0));
    FittedModel model = Trainer.train(snapshot, settings).model();
    try (Refit refit = Refit.of(model, snapshot, settings)) {
      Map<String, Double> numbers =
          StabilityTest.numbers(new OptimismBootstrap(refit, model, settings, 12).run(words -> {}));
      assertThat(numbers.get("apparent_auroc")).isGreaterThan(0.9);
      assertThat(numbers.get("corrected_auroc")).isGreaterThan(0.7);
      assertThat(numbers.get("auroc_632plus")).isBetween(0.4, 0.6);
      assertThat(numbers.get("brier_632plus")).isGreaterThan(numbers.get("corrected_brier"));
    }
  }
}
