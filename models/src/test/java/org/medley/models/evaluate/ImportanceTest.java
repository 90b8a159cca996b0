package org.medley.models.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medley.features.testing.SparkTest;
import org.medley.models.testing.Trained;

@SparkTest
class ImportanceTest {
  private static final List<String> ACTIVE =
      List.of("covariate=measurement_hba1c_last_365d", "covariate=condition_c0_any_365d");

  @ParameterizedTest
  @ValueSource(strings = {"logistic", "boosted-trees"})
  void whatMovesTheRiskCarriesTheRankingAndNoiseDoesNot(String family, SparkSession spark) {
    EvaluateSettings settings = EvaluateSettings.of(List.of(), 1);
    List<Metric> found =
        Importance.of(Trained.model(spark, family), Trained.snapshot(spark), settings);
    assertThat(found.get(0).subgroup()).isIn(ACTIVE);
    assertThat(found.get(0).estimate().value()).isGreaterThan(0.03);
    assertThat(found).extracting(Metric::subgroup).containsAll(ACTIVE);
    for (Metric metric : found) {
      assertThat(metric.name()).isEqualTo("auroc_drop");
      assertThat(metric.n()).isEqualTo(100);
      assertThat(metric.estimate().low()).isLessThanOrEqualTo(metric.estimate().value());
      if (!ACTIVE.contains(metric.subgroup())) {
        assertThat(metric.estimate().value())
            .isCloseTo(0, within(0.06))
            .isLessThan(found.get(0).estimate().value());
      }
    }
    assertThat(Importance.of(Trained.model(spark, family), Trained.snapshot(spark), settings))
        .isEqualTo(found);
  }

  @Test
  void oneValueOfASparseVectorIsReplaced() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 500; i++) {
      double[] x = new double[6];
      for (int j = 0; j < x.length; j++) {
        x[j] = random.nextInt(2) * random.nextDouble();
      }
      Vector features = i % 2 == 0 ? Vectors.dense(x.clone()) : Vectors.dense(x.clone()).toSparse();
      int index = random.nextInt(6);
      double value = random.nextInt(2) * random.nextDouble();
      Vector replaced = Exchanged.with(features, index, value);
      x[index] = value;
      assertThat(replaced.toArray()).containsExactly(x);
    }
  }
}
