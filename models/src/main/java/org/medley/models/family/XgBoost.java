package org.medley.models.family;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.SUBJECT_ID;
import static org.medley.models.matrix.DesignMatrix.FEATURES;
import static org.medley.models.matrix.DesignMatrix.WEIGHT;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import ml.dmlc.xgboost4j.scala.spark.XGBoostClassificationModel;
import ml.dmlc.xgboost4j.scala.spark.XGBoostClassifier;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;

/**
 * Gradient-boosted trees by XGBoost (Chen and Guestrin, KDD 2016): second-order, by histograms.
 * XGBoost trains; the trees are kept as numbers, so that scoring and loading run no native code.
 *
 * <p>Decision: zero is a value of its own, which each split sends to the side that it learnt, as
 * XGBoost does with what a sparse row does not hold. So sparse and dense vectors are alike, and all
 * go to XGBoost as sparse ones, since a mixture ends its process. The number of workers is a
 * setting and not a matter of the machine: each sums a part of the rows in single precision, so
 * that another number gives another model, if only in the last digits.
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
  private static final String LOCAL = "local";

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
    return XgBoostTrees.of(trained(rows, candidate, seed).nativeBooster());
  }

  /** XGBoost's own model of the same. */
  static XGBoostClassificationModel trained(
      Dataset<Row> rows, Map<String, Double> candidate, long seed) {
    XGBoostClassifier classifier = new XGBoostClassifier();
    classifier.setFeaturesCol(FEATURES);
    classifier.setLabelCol(LABEL);
    classifier.setWeightCol(WEIGHT);
    classifier.setObjective("binary:logistic");
    classifier.setTreeMethod("hist");
    classifier.setMaxBins(BINS);
    classifier.setNumRound(candidate.get(TREES).intValue());
    classifier.setMaxDepth(candidate.get(DEPTH).intValue());
    classifier.setEta(candidate.get(STEP));
    classifier.setLambda(candidate.get(PENALTY));
    classifier.setMissing(0);
    classifier.setSeed(seed);
    classifier.setVerbosity(0);
    int workers = candidate.get(WORKERS).intValue();
    classifier.setNumWorkers(workers);
    if (rows.sparkSession().sparkContext().master().startsWith(LOCAL)) {
      classifier.setRabitTrackerHostIp("127.0.0.1");
    }
    UDF1<Vector, Vector> sparse = Vector::toSparse;
    return classifier.fit(
        rows.withColumn(FEATURES, udf(sparse, SQLDataTypes.VectorType()).apply(col(FEATURES)))
            .repartition(workers, col(SUBJECT_ID))
            .sortWithinPartitions(SUBJECT_ID, INDEX_TIME));
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
