package org.medley.models.train;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.models.matrix.DesignMatrix.WEIGHT;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.models.family.FittedStage;
import org.medley.models.family.ModelFamily;
import org.medley.models.matrix.DesignMatrix;

/**
 * What families are fitted to and judged on.
 *
 * @param labelled members with a known label
 * @param followed all members with their follow-up
 * @param positive factor of the weight of outcomes while fitting a label
 * @param negative factor of the weight of the others
 */
record TrainingRows(
    Dataset<Row> labelled, Dataset<Row> followed, double positive, double negative) {

  /** The rows of {@code matrix}; balancing classes triggers an action. */
  static TrainingRows of(DesignMatrix matrix, Search.Balance balance) {
    Dataset<Row> labelled = matrix.rows();
    if (balance == Search.Balance.NONE) {
      return new TrainingRows(labelled, matrix.followed(), 1, 1);
    }
    Row sums = labelled.agg(sum(WEIGHT), sum(col(WEIGHT).multiply(col(LABEL)))).first();
    double all = sums.getDouble(0);
    double positive = sums.getDouble(1);
    return new TrainingRows(
        labelled, matrix.followed(), all / (2 * positive), all / (2 * (all - positive)));
  }

  /** The same with a further column. */
  TrainingRows with(String name, Column column) {
    return new TrainingRows(
        labelled.withColumn(name, column), followed.withColumn(name, column), positive, negative);
  }

  /** Those rows for which {@code condition} holds. */
  TrainingRows where(Column condition) {
    return new TrainingRows(
        labelled.where(condition), followed.where(condition), positive, negative);
  }

  /** The candidate fitted to these rows. Triggers actions. */
  FittedStage fit(Candidates.Candidate candidate, long seed) {
    return candidate.family().fit(target(candidate.family()), candidate.settings(), seed);
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
