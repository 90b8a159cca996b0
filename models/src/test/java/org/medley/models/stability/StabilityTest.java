package org.medley.models.stability;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.stddev;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.medley.features.contract.Members.SUBJECT_ID;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;
import org.medley.models.evaluate.Metric;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.Snapshot;
import org.medley.models.testing.Simulation;
import org.medley.models.train.Refit;
import org.medley.models.train.TrainSettings;
import org.medley.models.train.Trainer;

@SparkTest
class StabilityTest {
  @Test
  void peopleAreDrawnAboutOnceEach(SparkSession spark) {
    Row row =
        spark
            .range(20_000)
            .toDF(SUBJECT_ID)
            .select(OptimismBootstrap.draws(7, 3).as("draws"))
            .agg(avg("draws"), stddev("draws"), avg(col("draws").equalTo(0).cast("int")))
            .first();
    assertThat(row.getDouble(0)).isCloseTo(1, within(0.03));
    assertThat(row.getDouble(1)).isCloseTo(1, within(0.03));
    assertThat(row.getDouble(2)).isCloseTo(Math.exp(-1), within(0.02));
  }

  @Test
  void optimismIsTakenOffAndWhatIsLeftOutIsPredictedWithoutIt(SparkSession spark) {
    // Twenty covariates of noise and some 240 training rows: much to be optimistic about.
    Snapshot snapshot = Simulation.of(180, 2, 22).snapshot(spark);
    TrainSettings settings = TrainSettings.of(List.of("logistic"), 2, 1, TrainSettings.AUTO);
    FittedModel model = Trainer.train(snapshot, settings).model();
    try (Refit refit = Refit.of(model, snapshot, settings)) {
      assertThat(refit.fit(lit(1)).stage().parameters()).isEqualTo(model.stage().parameters());
      OptimismBootstrap bootstrap = new OptimismBootstrap(refit, model, settings, 5);
      Map<String, Double> numbers = numbers(bootstrap.run(words -> {}));
      assertThat(numbers.get("optimism_auroc")).isBetween(0.0, 0.3);
      assertThat(numbers.get("optimism_brier")).isNegative();
      assertThat(numbers.get("corrected_auroc"))
          .isCloseTo(numbers.get("apparent_auroc") - numbers.get("optimism_auroc"), within(1e-12));
      assertThat(numbers.get("corrected_calibration_slope"))
          .isLessThan(numbers.get("apparent_calibration_slope"));
      assertThat(numbers.get("instability")).isBetween(0.001, 0.4);
      assertThat(numbers.get("reasons_kept")).isBetween(0.3, 0.999);
      assertThat(numbers(bootstrap.run(words -> {}))).isEqualTo(numbers);

      List<Metric> years =
          new InternalExternal(refit, snapshot, settings, InternalExternal.YEAR).run(words -> {});
      assertThat(years)
          .filteredOn(metric -> metric.name().equals("left_out_auroc"))
          .extracting(Metric::subgroup, Metric::n)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("year=2021", 120L),
              org.assertj.core.groups.Tuple.tuple("year=2022", 120L));
      Map<String, Double> together = numbers(years);
      assertThat(together.get("left_out_auroc_by_year")).isBetween(0.5, 0.9);
      assertThat(together.get("left_out_auroc_by_year")).isLessThan(numbers.get("apparent_auroc"));
      assertThat(numbers(new InternalExternal(refit, snapshot, settings, "sex").run(words -> {})))
          .containsKey("left_out_auroc_by_sex");
    }
  }

  static Map<String, Double> numbers(List<Metric> metrics) {
    return metrics.stream()
        .filter(metric -> metric.subgroup().equals(Metric.ALL))
        .collect(Collectors.toMap(Metric::name, metric -> metric.estimate().value()));
  }
}
