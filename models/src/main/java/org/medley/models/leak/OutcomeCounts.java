package org.medley.models.leak;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Members;
import org.medley.features.contract.Reference;
import org.medley.features.matrix.Matrices;
import org.medley.models.matrix.Snapshot;

/**
 * What a sparse matrix says of each covariate and the outcome among training members with a known
 * label: how many with and without the outcome have a value, and how often a case has the greater.
 *
 * <p>Members of one subject depend on one another. With each count stands the sum, over the members
 * counted, of how many the subject has in all: the square of the count by that sum is Kish's
 * effective size (Survey Sampling, 1965) where all of a subject's members are counted, and less
 * where some are.
 */
final class OutcomeCounts {
  /** Members with the outcome who have a value, and the same without the outcome. */
  static final String CASES = "cases";

  static final String CONTROLS = "controls";

  /** Sums of how many members of the same label the subject has. */
  static final String CASE_SIZES = "case_sizes";

  static final String CONTROL_SIZES = "control_sizes";

  /** The sum of how many members the subject has. */
  static final String SIZES = "sizes";

  /** Pairs of a case and a control with values in which the case has the greater; ties half. */
  static final String WINS = "wins";

  /** Values above and at zero. */
  static final String CASES_ABOVE = "cases_above";

  static final String CASES_AT_ZERO = "cases_at_zero";
  static final String CONTROLS_AT_ZERO = "controls_at_zero";
  static final String CONTROLS_BELOW = "controls_below";

  private static final List<String> COUNTS =
      List.of(
          CASES,
          CONTROLS,
          CASE_SIZES,
          CONTROL_SIZES,
          SIZES,
          CASES_ABOVE,
          CASES_AT_ZERO,
          CONTROLS_AT_ZERO,
          CONTROLS_BELOW);
  private static final List<String> TOTALS =
      List.of(CASES, CONTROLS, CASE_SIZES, CONTROL_SIZES, SIZES);
  private static final String CASE = "is_case";
  private static final String OF_LABEL = "of_label";
  private static final String OF_SUBJECT = "of_subject";
  private static final String ENTRY = "entry_index";
  private static final String VALUE = "entry_value";
  private static final String BEFORE = "controls_before";

  private OutcomeCounts() {}

  /** Returns the name of the same count over all members, whether they have a value or not. */
  static String all(String count) {
    return "all_" + count;
  }

  /**
   * Returns the rows of the reference with the counts above, zero where nobody has a value.
   *
   * <p>Members and matrix are shuffled once, by subject, then one row per covariate and different
   * value from each partition. Triggers no action.
   */
  static Dataset<Row> of(Snapshot snapshot) {
    Dataset<Row> known = known(snapshot);
    Dataset<Row> matrix =
        snapshot
            .matrix()
            .where(col(Matrix.TASK).equalTo(snapshot.task()))
            .where(col(Matrix.PURPOSE).equalTo(Snapshot.TRAIN_PURPOSE))
            .select(Members.SUBJECT_ID, Members.INDEX_TIME, Matrix.INDICES, Matrix.VALUES);
    Dataset<Row> counts =
        perCovariate(
            known
                .join(matrix, new String[] {Members.SUBJECT_ID, Members.INDEX_TIME})
                .select(
                    col(CASE),
                    col(OF_LABEL),
                    col(OF_SUBJECT),
                    inline(Matrices.entries(ENTRY, VALUE))));
    return snapshot
        .reference()
        .where(col(Reference.TASK).equalTo(snapshot.task()))
        .join(counts, col(Reference.INDEX).equalTo(col(ENTRY)), "left")
        .drop(ENTRY)
        .na()
        .fill(0, Stream.concat(COUNTS.stream(), Stream.of(WINS)).toArray(String[]::new))
        .crossJoin(broadcast(totals(known)));
  }

  private static Dataset<Row> known(Snapshot snapshot) {
    WindowSpec subject = Window.partitionBy(Members.SUBJECT_ID);
    WindowSpec label = Window.partitionBy(Members.SUBJECT_ID, Members.LABEL);
    return snapshot
        .members(Snapshot.TRAIN)
        .where(col(Members.LABEL).isNotNull())
        .select(
            col(Members.SUBJECT_ID),
            col(Members.INDEX_TIME),
            col(Members.LABEL).gt(0.5).as(CASE),
            count(lit(1)).over(label).as(OF_LABEL),
            count(lit(1)).over(subject).as(OF_SUBJECT));
  }

  private static Dataset<Row> perCovariate(Dataset<Row> entries) {
    Column[] sizes = sizes();
    Dataset<Row> byValue =
        entries
            .groupBy(ENTRY, VALUE)
            .agg(sizes[0], sizes[1], sizes[2], sizes[3], sizes[4])
            .withColumn(BEFORE, coalesce(sum(CONTROLS).over(below()), lit(0L)));
    Column wins =
        col(CASES).cast(DataTypes.DoubleType).multiply(col(BEFORE).plus(col(CONTROLS).divide(2)));
    return byValue
        .groupBy(ENTRY)
        .agg(
            sum(wins).as(WINS),
            sum(CASES).as(CASES),
            sum(CONTROLS).as(CONTROLS),
            sum(CASE_SIZES).as(CASE_SIZES),
            sum(CONTROL_SIZES).as(CONTROL_SIZES),
            sum(SIZES).as(SIZES),
            counted(CASES, col(VALUE).gt(0)).as(CASES_ABOVE),
            counted(CASES, col(VALUE).equalTo(0)).as(CASES_AT_ZERO),
            counted(CONTROLS, col(VALUE).equalTo(0)).as(CONTROLS_AT_ZERO),
            counted(CONTROLS, col(VALUE).lt(0)).as(CONTROLS_BELOW));
  }

  private static WindowSpec below() {
    return Window.partitionBy(ENTRY)
        .orderBy(VALUE)
        .rowsBetween(Window.unboundedPreceding(), Window.currentRow() - 1);
  }

  private static Column counted(String count, Column where) {
    return sum(when(where, col(count)).otherwise(0L));
  }

  private static Column[] sizes() {
    Column control = not(col(CASE));
    return new Column[] {
      sum(when(col(CASE), 1L).otherwise(0L)).as(CASES),
      sum(when(control, 1L).otherwise(0L)).as(CONTROLS),
      sum(when(col(CASE), col(OF_LABEL)).otherwise(0L)).as(CASE_SIZES),
      sum(when(control, col(OF_LABEL)).otherwise(0L)).as(CONTROL_SIZES),
      sum(col(OF_SUBJECT)).as(SIZES)
    };
  }

  /** One row: the counts over all members; without any member they are zero. */
  private static Dataset<Row> totals(Dataset<Row> known) {
    Column[] sizes = sizes();
    return known
        .agg(sizes[0], sizes[1], sizes[2], sizes[3], sizes[4])
        .select(
            TOTALS.stream()
                .map(name -> coalesce(col(name), lit(0L)).as(all(name)))
                .toArray(Column[]::new));
  }
}
