package org.medley.models.family;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.SUBJECT_ID;
import static org.medley.models.matrix.DesignMatrix.FEATURES;
import static org.medley.models.matrix.DesignMatrix.WEIGHT;

import java.util.Map;
import ml.dmlc.xgboost4j.java.XGBoostError;
import ml.dmlc.xgboost4j.scala.spark.XGBoostClassifier;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import scala.jdk.javaapi.CollectionConverters;

/**
 * XGBoost in several Spark tasks, which run at the same time and exchange their sums over the
 * network. XGBoost itself prints the loss of each tree to standard error.
 */
final class XgBoostCluster {
  private static final String LOCAL = "local";
  private static final String LOOPBACK = "127.0.0.1";

  private XgBoostCluster() {}

  /** The model in XGBoost's JSON. Rows are shuffled once by subject. */
  static byte[] train(Dataset<Row> rows, Map<String, Double> candidate, long seed) {
    int workers = candidate.get(XgBoost.WORKERS).intValue();
    XGBoostClassifier classifier =
        new XGBoostClassifier(
            scala.collection.immutable.Map$.MODULE$.from(
                CollectionConverters.asScala(XgBoost.parameters(candidate, seed))));
    classifier.setNumRound(candidate.get(XgBoost.TREES).intValue());
    classifier.setNumWorkers(workers);
    classifier.setFeaturesCol(FEATURES);
    classifier.setLabelCol(LABEL);
    classifier.setWeightCol(WEIGHT);
    classifier.setMissing(0);
    if (rows.sparkSession().sparkContext().master().startsWith(LOCAL)) {
      classifier.setRabitTrackerHostIp(LOOPBACK);
    }
    // A mixture of sparse and dense vectors ends XGBoost's process.
    UDF1<Vector, Vector> sparse = Vector::toSparse;
    try {
      return classifier
          .fit(
              rows.withColumn(FEATURES, udf(sparse, SQLDataTypes.VectorType()).apply(col(FEATURES)))
                  .repartition(workers, col(SUBJECT_ID))
                  .sortWithinPartitions(SUBJECT_ID, INDEX_TIME))
          .nativeBooster()
          .toByteArray(XgBoostTrees.FORMAT);
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost does not give its model away.", e);
    }
  }
}
