package org.medley.models.family;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.models.matrix.DesignMatrix.FEATURES;
import static org.medley.models.matrix.DesignMatrix.WEIGHT;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.regression.DecisionTreeRegressionModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.models.explain.Contributions;
import org.medley.models.explain.TreeContributions;

/**
 * Gradient-boosted trees for the logistic loss (Friedman, Ann Stat 2001;29:1189), by MLlib: shallow
 * trees, no subsampling. MLlib's margin is half the log odds.
 */
public final class BoostedTrees implements ModelFamily {
  /** Setting: number of trees. */
  public static final String TREES = "trees";

  /** Setting: depth of each tree. */
  public static final String DEPTH = "depth";

  private static final double STEP = 0.2;
  private static final int LEAST_ROWS = 20;
  private static final int BINS = 32;
  private static final double LOG_ODDS_PER_MARGIN = 2;
  private static final int NO_CHECKPOINTS = -1;

  @Override
  public String name() {
    return "boosted-trees";
  }

  @Override
  public List<Setting> settings() {
    return List.of(Setting.whole(TREES, 1, 1000, 20), Setting.whole(DEPTH, 1, 15, 3));
  }

  @Override
  public FittedStage fit(Dataset<Row> rows, Map<String, Double> candidate, long seed) {
    return new Stage(
        new GBTClassifier()
            .setMaxIter(candidate.get(TREES).intValue())
            .setMaxDepth(candidate.get(DEPTH).intValue())
            .setStepSize(STEP)
            .setMinInstancesPerNode(LEAST_ROWS)
            .setMaxBins(BINS)
            .setSubsamplingRate(1)
            .setCheckpointInterval(NO_CHECKPOINTS)
            .setSeed(seed)
            .setFeaturesCol(FEATURES)
            .setLabelCol(LABEL)
            .setWeightCol(WEIGHT)
            .fit(rows));
  }

  @Override
  public Optional<String> stageClass() {
    return Optional.of(GBTClassificationModel.class.getName());
  }

  @Override
  public FittedStage load(SparkSession spark, String path) {
    return new Stage(GBTClassificationModel.read().session(spark).load(path));
  }

  private record Stage(GBTClassificationModel model) implements FittedStage {
    @Override
    public Dataset<Row> score(Dataset<Row> rows) {
      GBTClassificationModel quiet = model.copy(model.extractParamMap());
      quiet.setRawPredictionCol(RAW).setProbabilityCol("").setPredictionCol("");
      Dataset<Row> scored = quiet.transform(rows);
      return scored.withColumn(
          RAW, element_at(vector_to_array(col(RAW), "float64"), 2).multiply(LOG_ODDS_PER_MARGIN));
    }

    @Override
    public Contributions contributions(double[] centre) {
      return new TreeContributions(
          trees(), model.treeWeights(), LOG_ODDS_PER_MARGIN, model.numFeatures());
    }

    @Override
    public Map<String, Double> parameters() {
      return TreeParameters.of(trees(), model.treeWeights());
    }

    private DecisionTreeRegressionModel[] trees() {
      return java.util.Arrays.stream(model.trees())
          .map(DecisionTreeRegressionModel.class::cast)
          .toArray(DecisionTreeRegressionModel[]::new);
    }

    @Override
    public void save(String path) throws IOException {
      model.save(path);
    }
  }
}
