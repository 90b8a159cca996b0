package org.medley.models.monitor;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.arrays_zip;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.contract.Matrix.INDEX_TIME;
import static org.medley.features.contract.Matrix.INDICES;
import static org.medley.features.contract.Matrix.PURPOSE;
import static org.medley.features.contract.Matrix.SUBJECT_ID;
import static org.medley.features.contract.Matrix.TASK;
import static org.medley.features.contract.Matrix.VALUES;
import static org.medley.models.contract.Scores.RISK_SCORE;
import static org.medley.models.matrix.DesignMatrix.FEATURES;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.models.drift.CovariateDrift;
import org.medley.models.drift.Psi;
import org.medley.models.external.Relevance;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.Covariate;
import org.medley.models.matrix.DesignMatrix;
import org.medley.models.matrix.Snapshot;

/**
 * Covariates and risks of the members that are scored against those that a model was fitted to.
 *
 * <p>The risks of the reference are those of the model's test members where these are a hundred
 * people or more, since a model is surer of the people that it was fitted to than of others.
 *
 * @param covariates every covariate of the model, in its order
 * @param score of the calibrated risk; empty: nobody is scored
 */
public record MatrixDrift(List<CovariateDrift> covariates, Optional<Psi> score) {
  private static final int RISK = -1;
  private static final int REFERENCE = 0;
  private static final int TEST = 1;
  private static final int NOW = 2;
  private static final long LEAST_TEST = 100;
  private static final String SIDE = "side";

  /**
   * The drift of the members of purpose score in {@code matrix}, which must be in the vocabulary of
   * {@code model}. Reads the matrix once for the counts of people and once for the bins, the
   * snapshot once more for the deciles. Triggers four actions.
   *
   * @param development what the model was fitted to
   * @param seed of the sample by which the importance of covariates is told
   */
  public static MatrixDrift of(
      FittedModel model, Snapshot development, Dataset<Row> matrix, long seed) {
    Dataset<Row> before =
        development
            .matrix()
            .where(col(TASK).equalTo(model.task()))
            .where(col(PURPOSE).equalTo(Snapshot.TRAIN_PURPOSE))
            .join(sides(development), new String[] {SUBJECT_ID, INDEX_TIME});
    Dataset<Row> now =
        matrix
            .where(col(TASK).equalTo(model.task()))
            .where(col(PURPOSE).equalTo(Snapshot.SCORE_PURPOSE))
            .withColumn(SIDE, lit(NOW));
    Dataset<Row> rows = predicted(model, before).unionByName(predicted(model, now));
    Map<Integer, long[]> sizes = sizes(rows);
    int risks = sizes.getOrDefault(TEST, new long[2])[1] >= LEAST_TEST ? TEST : REFERENCE;
    Dataset<Row> values = values(rows, risks);
    Bins bins = Bins.of(values.where(col(SIDE).equalTo(REFERENCE)));
    Counts counts = new Counts(bins, bins.counts(values, SIDE), sizes);
    double[] importance = importance(model, development, seed);
    List<CovariateDrift> covariates = new ArrayList<>();
    if (sizes.containsKey(NOW)) {
      for (Covariate covariate : model.design().covariates()) {
        int index = covariate.index();
        covariates.add(
            new CovariateDrift(
                index,
                item(covariate),
                importance[index],
                counts.psi(index, REFERENCE),
                OptionalDouble.empty()));
      }
    }
    return new MatrixDrift(
        covariates,
        sizes.containsKey(NOW) ? Optional.of(counts.psi(RISK, risks)) : Optional.empty());
  }

  private static String item(Covariate covariate) {
    return covariate.name() + (covariate.unit() == null ? "" : " [" + covariate.unit() + "]");
  }

  private static Dataset<Row> sides(Snapshot development) {
    Dataset<Row> train =
        development.members(Snapshot.TRAIN).select(col(SUBJECT_ID), col(INDEX_TIME));
    Dataset<Row> test = development.members(Snapshot.TEST).select(col(SUBJECT_ID), col(INDEX_TIME));
    return train.withColumn(SIDE, lit(REFERENCE)).unionByName(test.withColumn(SIDE, lit(TEST)));
  }

  private static Dataset<Row> predicted(FittedModel model, Dataset<Row> matrix) {
    return model
        .predict(
            DesignMatrix.ofReference(matrix, model.design().referenceId())
                .withColumn(FEATURES, model.design().vector()))
        .select(col(SIDE), col(SUBJECT_ID), col(INDICES), col(VALUES), col(RISK_SCORE));
  }

  /** Rows and people of each side. */
  private static Map<Integer, long[]> sizes(Dataset<Row> rows) {
    Map<Integer, long[]> sizes = new HashMap<>();
    rows.groupBy(SIDE)
        .agg(count(lit(1)), count_distinct(col(SUBJECT_ID)))
        .collectAsList()
        .forEach(row -> sizes.put(row.getInt(0), new long[] {row.getLong(1), row.getLong(2)}));
    return sizes;
  }

  /**
   * Side, index and value of every value; the risk is one more value. Of test members it is the
   * only one, and it stands on the side of the reference.
   */
  private static Dataset<Row> values(Dataset<Row> rows, int risks) {
    Column isNow = col(SIDE).equalTo(NOW);
    Column risk = isNow.or(col(SIDE).equalTo(risks));
    Column covariates = col(SIDE).notEqual(TEST);
    Column indices =
        concat(
            when(covariates, col(INDICES)).otherwise(array().cast("array<int>")),
            when(risk, array(lit(RISK))).otherwise(array().cast("array<int>")));
    Column values =
        concat(
            when(covariates, col(VALUES)).otherwise(array().cast("array<double>")),
            when(risk, array(col(RISK_SCORE))).otherwise(array().cast("array<double>")));
    Dataset<Row> zipped =
        rows.select(
            when(isNow, NOW).otherwise(REFERENCE).as(SIDE),
            indices.as(Bins.INDEX),
            values.as(Bins.VALUE));
    return zipped.select(col(SIDE), inline(arrays_zip(col(Bins.INDEX), col(Bins.VALUE))));
  }

  private static double[] importance(FittedModel model, Snapshot development, long seed) {
    try (DesignMatrix fitted =
        DesignMatrix.of(development, Snapshot.TRAIN, model.design(), List.of())) {
      return Relevance.of(model, fitted.rows(), seed).shares();
    }
  }

  /** Rows by bin and side, with rows and people of the sides. */
  private record Counts(
      Bins bins, Map<Integer, Map<Integer, long[]>> rows, Map<Integer, long[]> sizes) {
    /** The index of covariate {@code index} against the rows of {@code side}. */
    private Psi psi(int index, int side) {
      long[] before = sizes.getOrDefault(side, new long[2]);
      long[] now = sizes.get(NOW);
      return Psi.of(
          withAbsent(index, REFERENCE, before[0]),
          withAbsent(index, NOW, now[0]),
          before[1],
          now[1]);
    }

    private long[] withAbsent(int index, int side, long all) {
      long[] present =
          rows.getOrDefault(side, Map.of()).getOrDefault(index, new long[bins.size(index)]);
      long[] counts = Arrays.copyOf(present, present.length + 1);
      counts[present.length] = all - Arrays.stream(present).sum();
      return counts;
    }
  }
}
