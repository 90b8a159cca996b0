package org.medley.models.family;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.max;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.models.matrix.DesignMatrix.FEATURES;
import static org.medley.models.matrix.DesignMatrix.WEIGHT;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.models.explain.Contributions;
import org.medley.models.explain.LinearContributions;
import org.medley.models.hazard.NotFitted;

/**
 * Logistic regression with an elastic net (Zou and Hastie, JRSS B 2005;67:301) on standardised
 * covariates, by MLlib; strengths from strong to weak. Without a penalty the rows are fitted twice,
 * coarsely and finely, and refused if some log odds go on growing, since then the covariates
 * separate the outcomes and there is no finite fit.
 */
public final class PenalisedLogistic implements ModelFamily {
  /** Setting: strength of the penalty. */
  public static final String PENALTY = ElasticNet.PENALTY;

  /** Setting: share of the lasso in the penalty. */
  public static final String LASSO = ElasticNet.LASSO;

  private static final int MOST_ITERATIONS = 100;
  private static final double TOLERANCE = 1e-6;
  private static final int MANY_ITERATIONS = 1_000;
  private static final double FINE = 1e-12;
  private static final double MOST_MOVED = 0.5;
  private static final String FIRST = "first_raw_score";

  @Override
  public String name() {
    return "logistic";
  }

  @Override
  public List<Setting> settings() {
    return ElasticNet.SETTINGS;
  }

  @Override
  public FittedStage fit(Dataset<Row> rows, Map<String, Double> candidate, long seed) {
    Stage stage = stage(rows, candidate, MOST_ITERATIONS, TOLERANCE);
    if (candidate.get(PENALTY) == 0) {
      refuseSeparation(rows, stage, stage(rows, candidate, MANY_ITERATIONS, FINE));
    }
    return stage;
  }

  private static Stage stage(
      Dataset<Row> rows, Map<String, Double> candidate, int iterations, double tolerance) {
    return new Stage(
        new LogisticRegression()
            .setFamily("binomial")
            .setElasticNetParam(candidate.get(LASSO))
            .setRegParam(candidate.get(PENALTY))
            .setMaxIter(iterations)
            .setTol(tolerance)
            .setFeaturesCol(FEATURES)
            .setLabelCol(LABEL)
            .setWeightCol(WEIGHT)
            .fit(rows));
  }

  /**
   * Log odds that a finer fit still moves have no end (Albert and Anderson, Biometrika 1984;71:1).
   */
  private static void refuseSeparation(Dataset<Row> rows, Stage stage, Stage finer) {
    Dataset<Row> both = finer.score(stage.score(rows).withColumnRenamed(FittedStage.RAW, FIRST));
    double moved = both.agg(max(abs(col(FittedStage.RAW).minus(col(FIRST))))).first().getDouble(0);
    if (!(moved <= MOST_MOVED)) {
      throw new NotFitted(NotFitted.NO_MAXIMUM);
    }
  }

  @Override
  public Optional<String> stageClass() {
    return Optional.of(LogisticRegressionModel.class.getName());
  }

  @Override
  public FittedStage load(SparkSession spark, String path) {
    return new Stage(LogisticRegressionModel.read().session(spark).load(path));
  }

  private record Stage(LogisticRegressionModel model) implements FittedStage {
    @Override
    public Dataset<Row> score(Dataset<Row> rows) {
      LogisticRegressionModel quiet = model.copy(model.extractParamMap());
      quiet.setRawPredictionCol(RAW).setProbabilityCol("").setPredictionCol("");
      return quiet
          .transform(rows)
          .withColumn(RAW, element_at(vector_to_array(col(RAW), "float64"), 2));
    }

    @Override
    public Contributions contributions(double[] centre) {
      return new LinearContributions(model.intercept(), model.coefficients().toArray(), centre);
    }

    @Override
    public Map<String, Double> parameters() {
      Map<String, Double> numbers = new TreeMap<>();
      numbers.put("intercept", model.intercept());
      double[] coefficients = model.coefficients().toArray();
      for (int j = 0; j < coefficients.length; j++) {
        if (coefficients[j] != 0) {
          numbers.put("coefficient of covariate " + j, coefficients[j]);
        }
      }
      return numbers;
    }

    @Override
    public void save(String path) throws IOException {
      model.save(path);
    }
  }
}
