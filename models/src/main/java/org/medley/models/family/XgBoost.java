package org.medley.models.family;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Gradient-boosted trees by XGBoost (Chen and Guestrin, KDD 2016): second-order, by histograms.
 * XGBoost trains; the trees are kept as numbers, so that scoring and loading run no native code.
 *
 * <p>Decision: zero is a value of its own, which each split sends to the side that it learnt, as
 * XGBoost does with what a sparse row does not hold. So sparse and dense vectors are alike. One
 * worker trains in one task with all cores that it may use, and does not depend on their number.
 * For what does not fit into one task there are more workers, which sum up parts of the rows: a
 * setting and not a matter of the machine, since another number may change the last digits.
 */
public final class XgBoost implements ModelFamily {
  /** Setting: number of trees. */
  public static final String TREES = "trees";

  /** Setting: depth of each tree. */
  public static final String DEPTH = "depth";

  /** Setting: what each tree's leaves are multiplied by. */
  public static final String STEP = "step";

  /** Setting: ridge penalty of the leaves. */
  public static final String PENALTY = "penalty";

  /** Setting: Spark tasks that train together, at most as many as there are cores. */
  public static final String WORKERS = "workers";

  private static final int BINS = 256;

  @Override
  public String name() {
    return "xgboost";
  }

  @Override
  public List<Setting> settings() {
    return List.of(
        Setting.whole(TREES, 1, 10_000, 100),
        Setting.whole(DEPTH, 1, 15, 3),
        Setting.number(STEP, 0.001, 1, 0.1),
        Setting.number(PENALTY, 0, 1e6, 1.0),
        Setting.whole(WORKERS, 1, 10_000, 1));
  }

  @Override
  public FittedStage fit(Dataset<Row> rows, Map<String, Double> candidate, long seed) {
    boolean together = candidate.get(WORKERS) > 1;
    return XgBoostTrees.of(
        together
            ? XgBoostCluster.train(rows, candidate, seed)
            : XgBoostTask.train(rows, candidate, seed));
  }

  /** The settings of {@code candidate} by the names of XGBoost, but for the number of trees. */
  static Map<String, Object> parameters(Map<String, Double> candidate, long seed) {
    Map<String, Object> parameters = new TreeMap<>();
    parameters.put("objective", "binary:logistic");
    parameters.put("tree_method", "hist");
    parameters.put("max_bin", BINS);
    parameters.put("max_depth", candidate.get(DEPTH).intValue());
    parameters.put("eta", candidate.get(STEP));
    parameters.put("lambda", candidate.get(PENALTY));
    parameters.put("seed", seed);
    parameters.put("verbosity", 0);
    return parameters;
  }

  @Override
  public Optional<String> stageClass() {
    return Optional.empty();
  }

  @Override
  public FittedStage load(SparkSession spark, String path) {
    return StageFile.read(spark, path, TreeSum.class);
  }
}
