package org.medley.jobs.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.medley.models.effect.nuisance.Nuisances;
import org.medley.models.effect.unit.Unit;
import org.medley.models.effect.unit.Units;
import org.medley.models.statistics.Auroc;

/** Propensities in the first fold beside those of MLlib, fitted to the other folds too. */
record PropensityCheck(SparkSession spark, Units units, Nuisances nuisances) {
  private static final double[] PENALTIES = {0.02, 0.006, 0.002};
  private static final int MOST_ITERATIONS = 100;
  private static final StructType SCHEMA =
      new StructType()
          .add("label", DataTypes.DoubleType)
          .add("features", SQLDataTypes.VectorType());

  void against(List<Measured> results) {
    List<Unit> held = units.used().filter(unit -> unit.fold() == 0).takeSample(false, 20_000, 1);
    System.out.println("propensities: " + quality(held, unit -> nuisances.raw(1, unit.x())));
    JavaRDD<Row> others =
        units
            .used()
            .filter(unit -> unit.fold() != 0)
            .map(unit -> RowFactory.create((double) unit.arm(), vector(unit)));
    Dataset<Row> rows =
        spark.createDataFrame(others, SCHEMA).persist(StorageLevel.MEMORY_AND_DISK());
    long count = rows.count();
    for (double penalty : PENALTIES) {
      LogisticRegressionModel[] model = new LogisticRegressionModel[1];
      LogisticRegression regression =
          new LogisticRegression()
              .setFamily("multinomial")
              .setRegParam(penalty)
              .setMaxIter(MOST_ITERATIONS);
      Measured measured =
          Measured.of(
              "MLlib, one fold, one penalty", 0, count, () -> model[0] = regression.fit(rows));
      results.add(
          measured.with(
              quality(held, unit -> model[0].predictProbability(vector(unit)).toArray())));
      System.out.println(results.get(results.size() - 1));
    }
    rows.unpersist();
  }

  private static Vector vector(Unit unit) {
    return Vectors.dense(unit.x()).compressed();
  }

  private static String quality(List<Unit> held, Function<Unit, double[]> model) {
    double[][] p = held.stream().map(model).toArray(double[][]::new);
    double likelihood = 0;
    double[] label = new double[p.length];
    double[] ones = new double[p.length];
    Arrays.fill(ones, 1);
    for (int i = 0; i < p.length; i++) {
      likelihood += Math.log(p[i][held.get(i).arm()]) / p.length;
      label[i] = held.get(i).arm() == 1 ? 1 : 0;
    }
    double[] score = Arrays.stream(p).mapToDouble(each -> each[1]).toArray();
    return String.format(
        Locale.ROOT,
        "held-out mean log likelihood %.5f, AUROC of arm 1 %.4f",
        likelihood,
        Auroc.value(label, score, ones));
  }
}
