package org.medley.models.family;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.timestamp_seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.SUBJECT_ID;
import static org.medley.models.matrix.DesignMatrix.FEATURES;
import static org.medley.models.matrix.DesignMatrix.WEIGHT;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class XgBoostTest extends ModelFamilyContract {
  private static final StructType ROWS =
      new StructType()
          .add(SUBJECT_ID, DataTypes.LongType, false)
          .add(LABEL, DataTypes.DoubleType, false)
          .add(WEIGHT, DataTypes.DoubleType, false)
          .add(FEATURES, SQLDataTypes.VectorType(), false);

  @Override
  ModelFamily family() {
    return new XgBoost();
  }

  @Test
  void scoresAsXgBoostItselfAndOneTaskOrTwoWorkersTrainTheSame(SparkSession spark)
      throws XGBoostError, IOException {
    Dataset<Row> rows = rows(spark).coalesce(1).persist();
    Map<String, Double> settings = new HashMap<>();
    settings.put(XgBoost.TREES, 40.0);
    settings.put(XgBoost.DEPTH, 5.0);
    settings.put(XgBoost.STEP, 0.3);
    settings.put(XgBoost.PENALTY, 1.0);
    settings.put(XgBoost.WORKERS, 1.0);
    byte[] own = XgBoostTask.train(rows, settings, 3);
    List<Row> scored = scored(new XgBoost().fit(rows, settings, 3), rows);
    float[][] expected = XGBoost.loadModel(own).predict(dense(scored), true);
    settings.put(XgBoost.WORKERS, 2.0);
    List<Row> together = scored(new XgBoost().fit(rows, settings, 3), rows);
    for (int i = 0; i < scored.size(); i++) {
      double logOdds = scored.get(i).<Double>getAs(FittedStage.RAW);
      assertThat(logOdds).isCloseTo(expected[i][0], within(1e-5));
      assertThat(together.get(i).<Double>getAs(FittedStage.RAW)).isCloseTo(logOdds, within(1e-3));
    }
  }

  @Test
  void theNumberOfCoresDoesNotMatter() throws XGBoostError {
    SplittableRandom random = new SplittableRandom(8);
    int size = 20_000;
    float[] values = new float[size * 6];
    float[] labels = new float[size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < 6; j++) {
        values[6 * i + j] = (float) random.nextDouble();
      }
      labels[i] = random.nextDouble() < values[6 * i] ? 1 : 0;
    }
    DMatrix matrix = new DMatrix(values, size, 6, 0);
    matrix.setLabel(labels);
    Map<String, Object> parameters = XgBoost.parameters(new XgBoost().candidates().get(0), 1);
    parameters.put("nthread", 1);
    float[][] one = XGBoost.train(matrix, parameters, 50, Map.of(), null, null).predict(matrix);
    parameters.put("nthread", 4);
    float[][] four = XGBoost.train(matrix, parameters, 50, Map.of(), null, null).predict(matrix);
    assertThat(four).isDeepEqualTo(one);
  }

  private static List<Row> scored(FittedStage stage, Dataset<Row> rows) {
    return stage.score(rows).orderBy(SUBJECT_ID).collectAsList();
  }

  private static DMatrix dense(List<Row> rows) throws XGBoostError {
    int columns = rows.get(0).<Vector>getAs(FEATURES).size();
    float[] values = new float[rows.size() * columns];
    for (int i = 0; i < rows.size(); i++) {
      for (int j = 0; j < columns; j++) {
        values[i * columns + j] = (float) rows.get(i).<Vector>getAs(FEATURES).apply(j);
      }
    }
    return new DMatrix(values, rows.size(), columns, 0);
  }

  @Test
  void thresholdsAreTheLargestDoublesThatXgBoostSendsLeft() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 1_000; i++) {
      float threshold = Float.intBitsToFloat(random.nextInt(1, 0x7f000000));
      for (float t : new float[] {threshold, -threshold}) {
        double inclusive = XgBoostTrees.inclusive(t);
        assertThat((float) inclusive).isLessThan(t);
        assertThat((float) Math.nextUp(inclusive)).isEqualTo(t);
      }
    }
  }

  private static Dataset<Row> rows(SparkSession spark) {
    SplittableRandom random = new SplittableRandom(4);
    List<Row> rows = new ArrayList<>();
    for (long i = 0; i < 400; i++) {
      double[] x = new double[6];
      for (int j = 0; j < x.length; j++) {
        x[j] = random.nextInt(3) == 0 ? 0 : (random.nextInt(2001) - 1000) / 333.0;
      }
      double logOdds = x[0] - x[1] * x[2] + (x[3] == 0 ? 1 : 0);
      double label = random.nextDouble() < 1 / (1 + Math.exp(-logOdds)) ? 1 : 0;
      Vector features = i % 2 == 0 ? Vectors.dense(x) : Vectors.dense(x).toSparse();
      rows.add(RowFactory.create(i, label, 0.5 + random.nextDouble(), features));
    }
    return spark
        .createDataFrame(rows, ROWS)
        .withColumn(INDEX_TIME, timestamp_seconds(col(SUBJECT_ID)));
  }
}
