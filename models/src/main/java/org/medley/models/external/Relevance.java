package org.medley.models.external;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;
import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.SUBJECT_ID;
import static org.medley.models.matrix.DesignMatrix.FEATURES;

import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.models.explain.Contributions;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.Covariate;

/**
 * How much each covariate matters to a model: the mean size of its contributions to the log odds of
 * members of its development, as shares of the sum over all covariates.
 *
 * @param shares by index of the covariate; all zero where nothing matters
 */
@SuppressWarnings("ArrayRecordComponent") // shares by index, compared by no one
public record Relevance(double[] shares) {
  /** Members that are looked at. */
  private static final int MOST = 2_000;

  /**
   * The shares on a seeded sample of at most 2,000 of {@code vectors}, which are collected.
   * Triggers one action.
   */
  public static Relevance of(FittedModel model, Dataset<Row> vectors, long seed) {
    List<Row> sample =
        vectors
            .orderBy(xxhash64(lit(seed), col(SUBJECT_ID), col(INDEX_TIME)))
            .limit(MOST)
            .select(FEATURES)
            .collectAsList();
    Contributions contributions = model.contributions();
    double[] sums = new double[model.design().size()];
    double total = 0;
    for (Row row : sample) {
      double[] parts = contributions.of((Vector) row.get(0));
      for (int j = 0; j < parts.length; j++) {
        sums[j] += Math.abs(parts[j]);
        total += Math.abs(parts[j]);
      }
    }
    for (int j = 0; j < sums.length && total > 0; j++) {
      sums[j] /= total;
    }
    return new Relevance(sums);
  }

  /** The share of {@code covariates} together. */
  double of(List<Covariate> covariates) {
    return covariates.stream().mapToDouble(each -> shares[each.index()]).sum();
  }
}
