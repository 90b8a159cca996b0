package org.medley.models.family;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;
import static org.medley.models.matrix.DesignMatrix.FEATURES;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.medley.models.explain.Contributions;
import org.medley.models.explain.TreeContributions;
import org.medley.models.explain.TreeNode;

/**
 * A fitted sum of trees: log odds are {@code start} and what the leaf of each tree gives. Saved as
 * JSON.
 *
 * @param start log odds before the first tree
 * @param size number of covariates
 * @param trees their roots
 */
record TreeSum(double start, int size, List<TreeNode> trees) implements FittedStage, Serializable {
  TreeSum {
    trees = new java.util.ArrayList<>(trees);
  }

  @Override
  public Dataset<Row> score(Dataset<Row> rows) {
    TreeSum own = this;
    UDF1<Vector, Double> logOdds = own::logOdds;
    return rows.withColumn(RAW, udf(logOdds, DataTypes.DoubleType).apply(col(FEATURES)));
  }

  private double logOdds(Vector features) {
    double sum = start;
    for (TreeNode root : trees) {
      sum += root.of(features);
    }
    return sum;
  }

  @Override
  public Contributions contributions(double[] centre) {
    return new TreeContributions(start, trees, size);
  }

  @Override
  public Map<String, Double> parameters() {
    return StageFile.numbers(this);
  }

  @Override
  public void save(String path) throws IOException {
    StageFile.write(SparkSession.active(), path, this);
  }
}
