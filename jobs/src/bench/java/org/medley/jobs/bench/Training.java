package org.medley.jobs.bench;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.models.family.FittedStage.RAW;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.cli.Medley;
import org.medley.jobs.session.Sessions;
import org.medley.models.family.FittedStage;
import org.medley.models.family.ModelFamilies;
import org.medley.models.matrix.DesignMatrix;

/**
 * Measures training on 200,000 random members with 2,000 sparse covariates: boosted trees beside
 * XGBoost in one process with the same settings, and penalised logistic regression beside
 * scikit-learn, where Python has it; then the validation of a million scored rows. Arguments: one
 * that is not looked at, the configuration, and how many times 20,000 members to make. Run it by
 * {@code mvn verify -Pbench -DskipTests -Dbench.copies=10
 * -Dbench.main=org.medley.jobs.bench.Training}.
 */
public final class Training {
  private static final int MEMBERS = 20_000;
  private static final int COVARIATES = 2_000;
  private static final long SCORED = 1_000_000;
  private static final int THREADS = 2;
  private static final double RIDGE = 0.01;
  private static final Map<String, Double> TREES =
      Map.of("trees", 100.0, "depth", 6.0, "step", 0.3, "penalty", 1.0, "workers", 1.0);

  private Training() {}

  /** Runs all measurements. */
  public static void main(String[] arguments) throws Exception {
    Path conf = Path.of(arguments[1]).toAbsolutePath().normalize();
    int members = MEMBERS * Integer.parseInt(arguments[2]);
    Path work = Files.createTempDirectory("medley-bench");
    SparkSession spark = Sessions.open(conf);
    try {
      Dataset<Row> rows = RandomMatrix.rows(spark, members, COVARIATES).persist();
      long count = rows.count();
      List<Measured> results = new ArrayList<>();
      trees(rows, count, results);
      logistic(rows, count, work, results);
      results.add(evaluated(spark, conf, work));
      new Table(results).print(System.out);
    } finally {
      Folders.delete(work);
    }
  }

  private static void trees(Dataset<Row> rows, long count, List<Measured> results)
      throws XGBoostError {
    FittedStage[] stage = new FittedStage[1];
    Measured first = fitted("xgboost", TREES, rows, count, stage);
    Measured medley = fitted("xgboost", TREES, rows, count, stage);
    results.add(first.with("the first, with the library's start"));
    results.add(medley.with(mean(stage[0], rows)));
    DMatrix data = RandomMatrix.nativeMatrix(rows);
    Map<String, Object> settings =
        Map.of(
            "objective", "binary:logistic",
            "tree_method", "hist",
            "max_bin", 256,
            "max_depth", 6,
            "eta", 0.3,
            "lambda", 1.0,
            "nthread", THREADS);
    Booster[] booster = new Booster[1];
    Measured single =
        Measured.of(
            "XGBoost, one process",
            count,
            count,
            () -> booster[0] = XGBoost.train(data, settings, 100, Map.of(), null, null));
    double sum = 0;
    float[][] margins = booster[0].predict(data, true);
    for (float[] margin : margins) {
      sum += margin[0];
    }
    results.add(
        single
            .comparedWith(medley)
            .with(
                "%s; mean log odds %.4f"
                    .formatted(single.comparedWith(medley).remark(), sum / margins.length)));
  }

  private static void logistic(
      Dataset<Row> rows, long count, Path work, List<Measured> results) throws IOException {
    FittedStage[] stage = new FittedStage[1];
    Map<String, Double> ridge = Map.of("lasso", 0.0, "penalty", RIDGE);
    results.add(fitted("logistic", ridge, rows, count, stage).with("the first"));
    Measured medley = fitted("logistic", ridge, rows, count, stage);
    results.add(medley.with(mean(stage[0], rows)));
    Path file = work.resolve("rows.svm");
    try (var out = Files.newBufferedWriter(file)) {
      for (Row row : rows.select(LABEL, DesignMatrix.FEATURES).collectAsList()) {
        out.write(RandomMatrix.svmLight(row.getDouble(0), row.<Vector>getAs(1)));
      }
    }
    ScikitLearn.logistic(file, RIDGE)
        .map(seconds -> new Measured("logistic, scikit-learn", count, count, seconds, ""))
        .map(other -> other.comparedWith(medley))
        .ifPresent(results::add);
  }

  private static Measured fitted(
      String family,
      Map<String, Double> settings,
      Dataset<Row> rows,
      long count,
      FittedStage[] stage) {
    return Measured.of(
        family,
        count,
        count,
        () -> stage[0] = ModelFamilies.named(family).fit(rows, settings, 1));
  }

  private static Measured evaluated(SparkSession spark, Path conf, Path work)
      throws IOException {
    Path file = work.resolve("scored");
    spark
        .range(SCORED)
        .selectExpr(
            "pmod(xxhash64(1, id), 1000000) / 1000000 * 0.4 AS score",
            "id AS subject",
            "if(pmod(xxhash64(2, id), 2) = 0, 'a', 'b') AS site")
        .selectExpr(
            "*", "cast(pmod(xxhash64(3, subject), 1000000) / 1000000 < score AS int) AS label")
        .coalesce(2)
        .write()
        .parquet(file.toUri().toString());
    return Measured.of(
        "validation of a million rows",
        Folders.size(file),
        SCORED,
        () -> {
          int code =
              Medley.run(
                  "evaluate",
                  "--predictions=" + file,
                  "--label=label",
                  "--score=score",
                  "--subject=subject",
                  "--group=site",
                  "--output=json",
                  "--conf=" + conf);
          if (code != 0) {
            throw new IllegalStateException("evaluate ended with " + code);
          }
        });
  }

  private static String mean(FittedStage stage, Dataset<Row> rows) {
    return String.format(
        Locale.ROOT,
        "mean log odds %.4f",
        stage.score(rows).agg(avg(col(RAW))).first().getDouble(0));
  }
}
