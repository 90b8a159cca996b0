package org.medley.models.train;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.models.matrix.DesignMatrix.WEIGHT;

import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.models.family.FittedStage;
import org.medley.models.family.ModelFamily;
import org.medley.models.matrix.Design;
import org.medley.models.matrix.DesignMatrix;

/**
 * What families are fitted to and judged on.
 *
 * @param design what the columns of their vectors are
 * @param imputation what stands in for missing values in them
 * @param labelled members with a known label
 * @param followed all members with their follow-up
 * @param positive factor of the weight of outcomes while fitting a label
 * @param negative factor of the weight of the others
 */
record TrainingRows(
    Design design,
    Imputation imputation,
    Dataset<Row> labelled,
    Dataset<Row> followed,
    double positive,
    double negative) {

  /** The rows of {@code matrix}; balancing classes triggers an action. */
  static TrainingRows of(DesignMatrix matrix, Search.Balance balance) {
    Dataset<Row> labelled = matrix.rows();
    Imputation imputation = Imputation.ofAll(matrix.design());
    if (balance == Search.Balance.NONE) {
      return new TrainingRows(matrix.design(), imputation, labelled, matrix.followed(), 1, 1);
    }
    Row sums = labelled.agg(sum(WEIGHT), sum(col(WEIGHT).multiply(col(LABEL)))).first();
    double all = sums.getDouble(0);
    double positive = sums.getDouble(1);
    return new TrainingRows(
        matrix.design(),
        imputation,
        labelled,
        matrix.followed(),
        all / (2 * positive),
        all / (2 * (all - positive)));
  }

  /** The same with a further column. */
  TrainingRows with(String name, Column column) {
    return each(rows -> rows.withColumn(name, column));
  }

  /** Those rows for which {@code condition} holds. */
  TrainingRows where(Column condition) {
    return each(rows -> rows.where(condition));
  }

  /** The same with every row changed by {@code change}, which leaves the features as they are. */
  TrainingRows each(UnaryOperator<Dataset<Row>> change) {
    return new TrainingRows(
        design, imputation, change.apply(labelled), change.apply(followed), positive, negative);
  }

  /**
   * These rows, which are as they come from the design matrix, with an imputation of their own,
   * each row counted as often as {@code times} says. Triggers an action where covariates can be
   * missing.
   */
  TrainingRows imputed(Column times) {
    Imputation own = Imputation.of(labelled, times, design);
    return new TrainingRows(design, own, own.of(labelled), own.of(followed), positive, negative);
  }

  /** The candidate fitted to these rows. Triggers actions. */
  PartFit fit(Candidates.Candidate candidate, long seed) {
    FittedStage stage =
        candidate.family().fit(target(candidate.family()), candidate.settings(), seed);
    return new PartFit(stage, imputation);
  }

  private Dataset<Row> target(ModelFamily family) {
    if (family.target() == ModelFamily.Target.TIME) {
      return followed;
    }
    return positive == 1 && negative == 1
        ? labelled
        : labelled.withColumn(
            WEIGHT, col(WEIGHT).multiply(when(col(LABEL).gt(0), positive).otherwise(negative)));
  }
}
