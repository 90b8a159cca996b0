package org.medley.models.effect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medley.features.testing.SparkTest;
import org.medley.models.effect.average.AverageEffect;
import org.medley.models.effect.unit.UnitColumns;

/**
 * IHDP, replications of response surface B (Hill, J Comput Graph Stat 2011;20:217; Shalit et al,
 * ICML 2017), with known effects. Limits are the root PEHE of an X-learner of scikit-learn 1.9 over
 * RidgeCV and logistic regression, cross-fitted: measured 0.537, 0.467, 0.596, 0.756 and 1.010 in
 * five folds and 0.524, 0.503, 0.579, 0.708 and 1.010 in ten, on replications 1 to 5. The standard
 * learner is better than both in each.
 */
@SparkTest
@EnabledIfSystemProperty(named = "medley.shared.data", matches = ".+")
class LearnersTest {
  private static final int COVARIATES = 25;

  @ParameterizedTest
  @CsvSource({
    "auto, 1, 0.524",
    "auto, 2, 0.467",
    "auto, 3, 0.579",
    "auto, 4, 0.708",
    "auto, 5, 1.010",
    "t-ridge, 1, 0.53",
    "x-ridge, 1, 0.53",
    "s-ridge, 1, 0.8"
  })
  void effectsOfIhdp(String learner, int replication, double limit, SparkSession spark)
      throws IOException {
    List<double[]> lines = lines(replication);
    List<Row> rows = new ArrayList<>();
    double truth = 0;
    for (double[] v : lines) {
      long row = rows.size();
      truth += (v[4] - v[3]) / lines.size();
      rows.add(
          RowFactory.create(
              row,
              "p" + row,
              (int) v[0],
              v[1],
              1.0,
              Vectors.dense(Arrays.copyOfRange(v, 5, v.length))));
    }
    EffectSettings settings = Populations.settings(2, COVARIATES, learner);
    try (EffectAnalysis analysis =
        EffectAnalysis.fit(spark.createDataFrame(rows, schema()), settings)) {
      AverageEffect average = analysis.averages().get(0);
      assertThat(average.effect().low()).isLessThan(truth);
      assertThat(average.effect().high()).isGreaterThan(truth);
      double squares = 0;
      for (Row row : analysis.individuals(spark).collectAsList()) {
        double[] v = lines.get((int) (long) row.<Long>getAs(IndividualColumns.ROW));
        double error = row.<Double>getAs(IndividualColumns.EFFECT) - (v[4] - v[3]);
        squares += error * error;
      }
      assertThat(Math.sqrt(squares / lines.size())).isLessThan(limit);
    }
  }

  private static StructType schema() {
    return new StructType()
        .add(UnitColumns.ROW, DataTypes.LongType)
        .add(UnitColumns.SUBJECT, DataTypes.StringType)
        .add(UnitColumns.ARM, DataTypes.IntegerType)
        .add(UnitColumns.OUTCOME, DataTypes.DoubleType)
        .add(UnitColumns.WEIGHT, DataTypes.DoubleType)
        .add(UnitColumns.FEATURES, SQLDataTypes.VectorType());
  }

  private static List<double[]> lines(int replication) throws IOException {
    Path file =
        Path.of(
            System.getProperty("medley.shared.data"),
            "clinical-outcomes/ihdp/ihdp_npci_%d.csv".formatted(replication));
    return Files.readAllLines(file).stream()
        .map(line -> Arrays.stream(line.split(",")).mapToDouble(Double::parseDouble).toArray())
        .toList();
  }
}
