package org.medley.models.family;

import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.SUBJECT_ID;
import static org.medley.models.matrix.DesignMatrix.FEATURES;
import static org.medley.models.matrix.DesignMatrix.WEIGHT;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** XGBoost in one Spark task: all rows go to one executor, none to the driver. */
final class XgBoostTask {
  private static final String TASK_CORES = "spark.task.cpus";
  private static final String LOCAL = "local";
  private static final int FIRST = 1 << 12;

  private XgBoostTask() {}

  /** The model in XGBoost's JSON. */
  static byte[] train(Dataset<Row> rows, Map<String, Double> candidate, long seed) {
    Map<String, Object> parameters = XgBoost.parameters(candidate, seed);
    parameters.put("nthread", threads(rows));
    int trees = candidate.get(XgBoost.TREES).intValue();
    MapPartitionsFunction<Row, byte[]> task =
        members -> List.of(trained(members, parameters, trees)).iterator();
    return rows.select(FEATURES, LABEL, WEIGHT, SUBJECT_ID, INDEX_TIME)
        .coalesce(1)
        .sortWithinPartitions(SUBJECT_ID, INDEX_TIME)
        .mapPartitions(task, Encoders.BINARY())
        .first();
  }

  /** In one process the cores are ours; elsewhere a task has what Spark gives it. */
  private static int threads(Dataset<Row> rows) {
    var context = rows.sparkSession().sparkContext();
    return context.master().startsWith(LOCAL)
        ? context.defaultParallelism()
        : context.getConf().getInt(TASK_CORES, 1);
  }

  private static byte[] trained(Iterator<Row> members, Map<String, Object> parameters, int trees)
      throws XGBoostError {
    DMatrix matrix = matrix(members);
    try {
      Booster booster = XGBoost.train(matrix, parameters, trees, Map.of(), null, null);
      try {
        return booster.toByteArray(XgBoostTrees.FORMAT);
      } finally {
        booster.dispose();
      }
    } finally {
      matrix.dispose();
    }
  }

  /** What is not zero, row by row. */
  private static DMatrix matrix(Iterator<Row> members) throws XGBoostError {
    long[] ends = new long[FIRST];
    float[] labels = new float[FIRST];
    float[] weights = new float[FIRST];
    int[] indices = new int[FIRST];
    float[] values = new float[FIRST];
    int rows = 0;
    int entries = 0;
    int columns = 0;
    while (members.hasNext()) {
      Row member = members.next();
      SparseVector x = member.<Vector>getAs(0).toSparse();
      columns = x.size();
      if (rows + 1 == ends.length) {
        ends = Arrays.copyOf(ends, 2 * ends.length);
        labels = Arrays.copyOf(labels, 2 * labels.length);
        weights = Arrays.copyOf(weights, 2 * weights.length);
      }
      while (entries + x.indices().length > indices.length) {
        indices = Arrays.copyOf(indices, 2 * indices.length);
        values = Arrays.copyOf(values, 2 * values.length);
      }
      for (int k = 0; k < x.indices().length; k++) {
        indices[entries] = x.indices()[k];
        values[entries] = (float) x.values()[k];
        entries++;
      }
      labels[rows] = (float) member.getDouble(1);
      weights[rows] = (float) member.getDouble(2);
      rows++;
      ends[rows] = entries;
    }
    DMatrix matrix =
        new DMatrix(
            Arrays.copyOf(ends, rows + 1),
            Arrays.copyOf(indices, entries),
            Arrays.copyOf(values, entries),
            DMatrix.SparseType.CSR,
            columns);
    matrix.setLabel(Arrays.copyOf(labels, rows));
    matrix.setWeight(Arrays.copyOf(weights, rows));
    return matrix;
  }
}
