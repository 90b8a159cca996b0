package org.medley.models.family;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.models.matrix.DesignMatrix.FEATURES;
import static org.medley.models.matrix.DesignMatrix.WEIGHT;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.regression.DecisionTreeRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressor;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.models.explain.Contributions;
import org.medley.models.explain.LogOddsContributions;
import org.medley.models.explain.TreeContributions;

/**
 * A random forest (Breiman, Mach Learn 2001;45:5) that estimates probabilities (Malley et al.,
 * Methods Inf Med 2012;51:74), by MLlib: bootstrap samples, the root of the number of covariates
 * tried at each split.
 *
 * <p>Decision: the trees are regressions of the label. Its variance is half the Gini impurity, so
 * the splits are those of classification trees, but MLlib merges leaves of classification trees
 * that agree on the likelier class, which loses what tells rare outcomes apart.
 */
public final class RandomForest implements ModelFamily {
  /** Setting: number of trees. */
  public static final String TREES = "trees";

  /** Setting: depth of each tree. */
  public static final String DEPTH = "depth";

  /** Setting: fewest rows of a leaf. */
  public static final String LEAF = "leaf";

  /** Lowest probability that is told apart, as a forest may say never. */
  public static final double LEAST = 0.001;

  private static final int BINS = 32;

  @Override
  public String name() {
    return "random-forest";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.whole(TREES, 1, 1000, 100),
        Setting.whole(DEPTH, 1, 15, 8),
        Setting.whole(LEAF, 1, 10_000, 20));
  }

  @Override
  public FittedStage fit(Dataset<Row> rows, Map<String, Double> candidate, long seed) {
    return new Stage(
        new RandomForestRegressor()
            .setNumTrees(candidate.get(TREES).intValue())
            .setMaxDepth(candidate.get(DEPTH).intValue())
            .setMinInstancesPerNode(candidate.get(LEAF).intValue())
            .setMaxBins(BINS)
            .setFeatureSubsetStrategy("sqrt")
            .setSubsamplingRate(1)
            .setSeed(seed)
            .setFeaturesCol(FEATURES)
            .setLabelCol(LABEL)
            .setWeightCol(WEIGHT)
            .fit(rows));
  }

  @Override
  public Optional<String> stageClass() {
    return Optional.of(RandomForestRegressionModel.class.getName());
  }

  @Override
  public FittedStage load(SparkSession spark, String path) {
    return new Stage(RandomForestRegressionModel.read().session(spark).load(path));
  }

  private record Stage(RandomForestRegressionModel model) implements FittedStage {
    @Override
    public Dataset<Row> score(Dataset<Row> rows) {
      RandomForestRegressionModel quiet = model.copy(model.extractParamMap());
      quiet.setPredictionCol(RAW);
      Column p = least(greatest(col(RAW), lit(LEAST)), lit(1 - LEAST));
      return quiet.transform(rows).withColumn(RAW, log(p.divide(lit(1.0).minus(p))));
    }

    @Override
    public Contributions contributions(double[] centre) {
      DecisionTreeRegressionModel[] trees = trees();
      return new LogOddsContributions(
          new TreeContributions(
              trees, model.treeWeights(), 1.0 / trees.length, model.numFeatures()),
          LEAST);
    }

    @Override
    public Map<String, Double> parameters() {
      return TreeParameters.of(trees(), model.treeWeights());
    }

    private DecisionTreeRegressionModel[] trees() {
      return Arrays.stream(model.trees())
          .map(DecisionTreeRegressionModel.class::cast)
          .toArray(DecisionTreeRegressionModel[]::new);
    }

    @Override
    public void save(String path) throws IOException {
      model.save(path);
    }
  }
}
