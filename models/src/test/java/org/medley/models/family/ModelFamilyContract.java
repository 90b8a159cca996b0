package org.medley.models.family;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_seconds;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.SUBJECT_ID;
import static org.medley.models.family.FittedStage.RAW;
import static org.medley.models.matrix.DesignMatrix.CAUSE;
import static org.medley.models.matrix.DesignMatrix.DAY;
import static org.medley.models.matrix.DesignMatrix.FEATURES;
import static org.medley.models.matrix.DesignMatrix.WEIGHT;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;
import org.medley.models.explain.Contributions;

/** What every model family promises: extend it with the family under test. */
@SparkTest
abstract class ModelFamilyContract {
  private static final StructType ROWS =
      new StructType()
          .add(SUBJECT_ID, DataTypes.LongType, false)
          .add(LABEL, DataTypes.DoubleType, false)
          .add(WEIGHT, DataTypes.DoubleType, false)
          .add(DAY, DataTypes.IntegerType, false)
          .add(CAUSE, DataTypes.IntegerType, false)
          .add(FEATURES, SQLDataTypes.VectorType(), false);

  @TempDir Path folder;

  abstract ModelFamily family();

  @Test
  void learnsExplainsSavesAndLoads(SparkSession spark) throws IOException {
    Dataset<Row> rows = rows(spark).persist();
    FittedStage stage = fit(rows);
    List<Row> scored = scored(stage, rows);
    double withEffect = meanWhere(scored, 1);
    assertThat(withEffect - meanWhere(scored, 0)).isGreaterThan(1);
    Contributions contributions = stage.contributions(new double[] {0.5, 0, 0});
    for (Row row : scored) {
      double sum = contributions.base();
      for (double part : contributions.of((Vector) row.getAs(FEATURES))) {
        sum += part;
      }
      assertThat(sum).isCloseTo(row.<Double>getAs(RAW), within(1e-9));
    }
    stage.save(folder.resolve("stage").toString());
    FittedStage loaded = family().load(spark, folder.resolve("stage").toString());
    assertThat(scored(loaded, rows)).isEqualTo(scored);
    assertThat(loaded.parameters()).isNotEmpty().isEqualTo(stage.parameters());
    assertThat(loaded.score(rows.limit(0)).count()).isZero();
  }

  @Test
  void usesTheWeightsAndTheSeedOnly(SparkSession spark) {
    Dataset<Row> rows = rows(spark).persist();
    Dataset<Row> heavy =
        rows.withColumn(WEIGHT, when(col(LABEL).equalTo(1), lit(5.0)).otherwise(lit(1.0)));
    FittedStage stage = fit(rows);
    assertThat(mean(fit(heavy), rows)).isGreaterThan(mean(stage, rows) + 0.5);
    List<Row> first = scored(stage, rows);
    assertThat(scored(fit(rows), rows)).isEqualTo(first);
    Dataset<Row> scattered = rows.repartition(3, col(SUBJECT_ID)).sortWithinPartitions(SUBJECT_ID);
    List<Row> parts = scored(fit(scattered), rows);
    List<Row> again = scored(fit(scattered), rows);
    for (int i = 0; i < parts.size(); i++) {
      assertThat(again.get(i).<Double>getAs(RAW))
          .isCloseTo(parts.get(i).<Double>getAs(RAW), within(1e-9));
    }
  }

  @Test
  void aConstantCovariateChangesNothing(SparkSession spark) {
    Dataset<Row> rows = rows(spark).withColumn(FEATURES, constant(col(FEATURES)));
    FittedStage stage = fit(rows);
    Row row = stage.score(rows).first();
    assertThat(stage.contributions(new double[] {0.5, 0, 7}).of(row.getAs(FEATURES))[2]).isZero();
  }

  private static Column constant(Column features) {
    UDF1<Vector, Vector> constant = x -> Vectors.dense(x.apply(0), x.apply(1), 7).toSparse();
    return udf(constant, SQLDataTypes.VectorType()).apply(features);
  }

  @Test
  void hasCandidatesAndAName() {
    assertThat(family().candidates()).isNotEmpty().doesNotHaveDuplicates();
    assertThat(ModelFamilies.named(family().name())).hasSameClassAs(family());
  }

  private FittedStage fit(Dataset<Row> rows) {
    List<java.util.Map<String, Double>> candidates = family().candidates();
    return family().fit(rows, candidates.get(candidates.size() - 1), 7);
  }

  private static double mean(FittedStage stage, Dataset<Row> rows) {
    return stage.score(rows).agg(avg(RAW)).first().getDouble(0);
  }

  private static double meanWhere(List<Row> scored, double flag) {
    return scored.stream()
        .filter(r -> r.<Vector>getAs(FEATURES).apply(0) == flag)
        .mapToDouble(r -> r.<Double>getAs(RAW))
        .average()
        .orElseThrow();
  }

  private static List<Row> scored(FittedStage stage, Dataset<Row> rows) {
    return stage.score(rows).orderBy(SUBJECT_ID).collectAsList();
  }

  private static Dataset<Row> rows(SparkSession spark) {
    SplittableRandom random = new SplittableRandom(2);
    List<Row> rows = new ArrayList<>();
    for (long i = 0; i < 200; i++) {
      double flag = i % 2;
      double label = random.nextDouble() < (flag == 1 ? 0.8 : 0.1) ? 1 : 0;
      double[] x = {flag, random.nextInt(4) * 1.0, random.nextDouble()};
      int day = label == 1 ? random.nextInt(365) : 365;
      rows.add(RowFactory.create(i, label, 1.0, day, (int) label, Vectors.dense(x).toSparse()));
    }
    return spark
        .createDataFrame(rows, ROWS)
        .withColumn(INDEX_TIME, timestamp_seconds(col(SUBJECT_ID)))
        .coalesce(1);
  }
}
