package org.medley.models.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.medley.models.contract.Evaluations.METRIC;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;
import org.medley.models.contract.Evaluations;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.Snapshot;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.Predictions;
import org.medley.models.testing.Simulation;
import org.medley.models.train.TrainSettings;
import org.medley.models.train.Trainer;

@SparkTest
class EvaluatorTest {
  @Test
  void testMembersAreJudgedWithWeightsSubgroupsAndClusteredIntervals(SparkSession spark) {
    Snapshot snapshot = Simulation.of(900, 2, 3).withLost(0.3).snapshot(spark);
    FittedModel model =
        Trainer.train(snapshot, TrainSettings.of(List.of("logistic"), 2, 1, "auto")).model();
    EvaluateSettings settings = EvaluateSettings.of(List.of("sex"), 3);
    List<Metric> metrics = Evaluator.test(model, snapshot, settings);
    Map<String, Estimate> all = named(metrics, Metric.ALL);
    Estimate auroc = all.get("auroc");
    assertThat(auroc.value()).isBetween(0.65, 0.9);
    assertThat(auroc.low()).isLessThan(auroc.value());
    assertThat(auroc.method()).contains("Obuchowski").contains("Kaplan-Meier");
    assertThat(all.get("calibration_slope").value()).isCloseTo(1, within(0.35));
    assertThat(all.get("observed_expected").value()).isCloseTo(1, within(0.25));
    assertThat(all.get("unknown_label_share").value()).isBetween(0.1, 0.35);
    assertThat(all)
        .containsKeys(
            "auprc",
            "prevalence",
            "brier",
            "scaled_brier",
            "calibration_intercept",
            "calibration_predicted_01",
            "calibration_observed_10",
            "net_benefit_010",
            "net_benefit_all_010");
    assertThat(named(metrics, "sex=female").get("auroc").assessable()).isTrue();

    Dataset<Row> rows = Evaluator.rows(spark, "sim", "m1", Evaluator.TEST, metrics);
    assertThat(Evaluations.TABLE.conform(rows).count()).isEqualTo(metrics.size());
    assertThat(rows.where(METRIC + " = 'auroc' and low is null").count()).isZero();

    EvaluateSettings few = new EvaluateSettings(List.of("sex"), List.of(0.1), 50, 3, 100, 1000);
    List<Metric> sampled = Evaluator.test(model, snapshot, few);
    assertThat(named(sampled, Metric.ALL).get("brier").method()).contains("on a sample of 0.");
    assertThat(named(sampled, Metric.ALL).get("auroc").value())
        .isCloseTo(auroc.value(), within(1e-12));
    assertThat(named(sampled, Metric.ALL).get("auroc").method())
        .contains("ranked by Spark")
        .contains("Kaplan-Meier");
    assertThat(sampled.get(0).n()).isEqualTo(metrics.get(0).n());
    assertThat(sampled.get(1).n()).isBetween(50L, 150L);
    assertThat(named(sampled, "sex=male").get("auroc").method())
        .contains("not assessable: fewer than 1000");
  }

  @Test
  void intervalsOfTheSameSettingsAreTheSame() {
    double[] label = new double[60];
    double[] risk = new double[60];
    for (int i = 0; i < 60; i++) {
      label[i] = i % 4 == 0 ? 1 : 0;
      risk[i] = 0.1 + (i * 7 % 60) / 100.0;
    }
    EvaluateSettings settings = EvaluateSettings.of(List.of(), 5);
    Predictions p = Predictions.unweighted(label, risk);
    assertThat(Performance.of(p, settings)).isEqualTo(Performance.of(p, settings));
  }

  @Test
  void oneClassGivesNoAreaButAMeanRisk() {
    Predictions none = Predictions.unweighted(new double[20], new double[20]);
    Map<String, Estimate> all =
        named(Performance.of(none, EvaluateSettings.of(List.of(), 1)), Metric.ALL);
    assertThat(all.get("auroc").assessable()).isFalse();
    assertThat(all.get("auprc").assessable()).isFalse();
    assertThat(all.get("brier").value()).isZero();
  }

  @Test
  void shuffledLabelsFindNothing(SparkSession spark) {
    Snapshot snapshot = Simulation.of(300, 2, 8).snapshot(spark);
    Metric control = Controls.shuffledLabels(snapshot, 20_000, 1);
    assertThat(control.estimate().low()).isLessThan(0.5);
    assertThat(control.estimate().high()).isGreaterThan(0.5);
    assertThat(control.n()).isEqualTo(200);
  }

  private static Map<String, Estimate> named(List<Metric> metrics, String subgroup) {
    return metrics.stream()
        .filter(m -> m.subgroup().equals(subgroup))
        .collect(Collectors.toMap(Metric::name, Metric::estimate));
  }
}
