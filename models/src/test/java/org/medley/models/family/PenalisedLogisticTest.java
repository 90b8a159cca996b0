package org.medley.models.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.SUBJECT_ID;
import static org.medley.models.matrix.DesignMatrix.FEATURES;
import static org.medley.models.matrix.DesignMatrix.WEIGHT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.medley.models.hazard.NotFitted;

class PenalisedLogisticTest extends ModelFamilyContract {
  @Override
  ModelFamily family() {
    return new PenalisedLogistic();
  }

  @Test
  void withoutAPenaltySeparatedOutcomesAreRefusedAndOthersFitted(SparkSession spark) {
    // Nobody with covariate 1 has the outcome, so its coefficient would run to minus infinity.
    List<Row> separated = new ArrayList<>();
    List<Row> mixed = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(3);
    for (long i = 0; i < 200; i++) {
      double x = random.nextDouble();
      double flag = i % 4 == 0 ? 1 : 0;
      double label = random.nextDouble() < 0.2 + 0.5 * x ? 1 : 0;
      mixed.add(row(i, label, x, flag));
      separated.add(row(i, flag == 1 ? 0 : label, x, flag));
    }
    Map<String, Double> free = Map.of("lasso", 0.0, "penalty", 0.0);
    assertThatThrownBy(() -> family().fit(dataset(spark, separated), free, 1))
        .isInstanceOf(NotFitted.class)
        .hasMessageContaining("covariates separate those with the outcome");
    Map<String, Double> penalised = Map.of("lasso", 0.0, "penalty", 0.01);
    assertThat(family().fit(dataset(spark, separated), penalised, 1).parameters())
        .containsKey("coefficient of covariate 1");
    assertThat(family().fit(dataset(spark, mixed), free, 1).parameters()).hasSize(3);
  }

  private static Row row(long subject, double label, double x, double flag) {
    return RowFactory.create(subject, label, 1.0, Vectors.dense(x, flag));
  }

  private static Dataset<Row> dataset(SparkSession spark, List<Row> rows) {
    return spark.createDataFrame(
        rows,
        new StructType()
            .add(SUBJECT_ID, DataTypes.LongType)
            .add(LABEL, DataTypes.DoubleType)
            .add(WEIGHT, DataTypes.DoubleType)
            .add(FEATURES, SQLDataTypes.VectorType()));
  }
}
