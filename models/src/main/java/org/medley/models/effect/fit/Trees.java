package org.medley.models.effect.fit;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.models.effect.fit.Problem.Request;
import org.medley.models.effect.unit.Units;
import org.medley.models.parallel.Parallel;

/** Fits one model of MLlib per request. */
final class Trees {
  static final String FEATURES = "features";
  static final String TARGET = "target";
  static final String WEIGHT = "weight";

  private static final int THREADS = 2;
  private static final StructType ROWS =
      new StructType()
          .add(FEATURES, SQLDataTypes.VectorType())
          .add(TARGET, DataTypes.DoubleType)
          .add(WEIGHT, DataTypes.DoubleType);

  private Trees() {}

  /** Fits a model to rows of {@link #FEATURES}, {@link #TARGET} and {@link #WEIGHT}. */
  @FunctionalInterface
  interface Fitting {
    Predictor to(Dataset<Row> rows);
  }

  static List<Predictor> fit(
      Units units, Problem problem, List<Request> requests, Fitting fitting) {
    SparkSession spark = SparkSession.active();
    return Parallel.map(
        THREADS,
        requests.size(),
        r -> {
          Dataset<Row> rows =
              spark.createDataFrame(rows(units, problem, requests.get(r)), ROWS).cache();
          try {
            return fitting.to(rows);
          } finally {
            rows.unpersist();
          }
        });
  }

  private static JavaRDD<Row> rows(Units units, Problem problem, Request request) {
    Cells.Rule rule = problem.rule();
    int number = request.number();
    int without = request.without();
    return units
        .used()
        .filter(unit -> unit.outside(without))
        .flatMap(
            unit -> {
              List<Row> rows = new ArrayList<>(1);
              rule.put(
                  unit,
                  (cell, target, weight) -> {
                    if (cell == number && weight > 0) {
                      rows.add(RowFactory.create(Vectors.dense(unit.x()), target, weight));
                    }
                  });
              return rows.iterator();
            });
  }
}
