package org.medley.models.external;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_micros;
import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.SUBJECT_ID;
import static org.medley.models.matrix.DesignMatrix.FEATURES;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.stat.Summarizer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.models.evaluate.Collected;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.DesignMatrix;

/**
 * The covariates that a refit of a linear model sets free: those with a coefficient that vary among
 * the members.
 */
final class FreeCovariates {
  /** Members times covariates squared, which one step of the fit costs; beyond it takes minutes. */
  private static final double MOST_WORK = 5e8;

  private final List<Integer> indices;
  private final Collected members;
  private final Dataset<Row> rows;

  private FreeCovariates(List<Integer> indices, Collected members, Dataset<Row> rows) {
    this.indices = indices;
    this.members = members;
    this.rows = rows;
  }

  /** Those of {@code model} among the rows of {@code matrix}. Triggers one action. */
  static FreeCovariates of(FittedModel model, Collected members, DesignMatrix matrix) {
    Vector variance = (Vector) matrix.rows().agg(Summarizer.variance(col(FEATURES))).first().get(0);
    double[] coefficients = model.linearCoefficients();
    List<Integer> indices =
        IntStream.range(0, coefficients.length)
            .filter(j -> coefficients[j] != 0 && variance.apply(j) > 0)
            .boxed()
            .toList();
    return new FreeCovariates(indices, members, matrix.rows());
  }

  int size() {
    return indices.size();
  }

  /**
   * Their values in the order of the predictions; empty where these are a sample, or too many. The
   * exact test needs all rows at once, so they are collected. Triggers one action.
   */
  Optional<double[][]> collected() {
    int n = members.predictions().size();
    if (!members.note().isEmpty() || (double) n * size() * size() > MOST_WORK) {
      return Optional.empty();
    }
    List<Row> sorted =
        new ArrayList<>(
            rows.select(col(SUBJECT_ID), unix_micros(col(INDEX_TIME)), col(FEATURES))
                .collectAsList());
    sorted.sort(
        Comparator.<Row>comparingLong(row -> row.getLong(0))
            .thenComparingLong(row -> row.getLong(1)));
    double[][] x = new double[sorted.size()][size()];
    for (int i = 0; i < x.length; i++) {
      Vector features = (Vector) sorted.get(i).get(2);
      for (int j = 0; j < x[i].length; j++) {
        x[i][j] = features.apply(indices.get(j));
      }
    }
    return Optional.of(x);
  }
}
