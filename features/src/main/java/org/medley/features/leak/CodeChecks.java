package org.medley.features.leak;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.LeakAudit;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Members;
import org.medley.features.contract.Reference;

/** What the reference itself gives away: codes of the outcome, and on whom it was fitted. */
public final class CodeChecks {
  /** Check: the covariate is of a code that the label counts. */
  public static final String TARGET_CODE = "target_code";

  /** Check: the share of training members with a value is the one that the reference states. */
  public static final String VOCABULARY = "vocabulary";

  private static final double TOLERANCE = 1e-9;
  private static final String TRAIN = "train";
  private static final String ENTRY = "entry_index";
  private static final String HAVING = "members_with_it";
  private static final String TRAINING = "training_members";

  private CodeChecks() {}

  /**
   * Returns a warning for every covariate of a code that the label counts: an earlier outcome may
   * be an honest predictor, or the outcome coded early. All others pass.
   *
   * @param target whether the column {@code code} is of the label
   * @return rows under {@link LeakAudit#TABLE}
   */
  public static Dataset<Row> target(Dataset<Row> reference, Column target) {
    Column counted = col(Reference.CODE).isNotNull().and(coalesce(target, lit(false)));
    return found(
        reference,
        TARGET_CODE,
        when(counted, LeakAudit.WARNING).otherwise(LeakAudit.PASSED),
        lit(0L),
        lit(0L),
        "whether the label counts its code");
  }

  /**
   * Returns whether the reference was fitted on the training members alone: a leak wherever the
   * share of them with a value is not the prevalence that the reference states. Of use only for a
   * reference that was fitted on these very members. The matrix is read once; triggers no action.
   *
   * @return rows under {@link LeakAudit#TABLE}
   */
  public static Dataset<Row> vocabulary(
      Dataset<Row> matrix, Dataset<Row> members, Dataset<Row> reference, String task) {
    Dataset<Row> training =
        members
            .where(col(Members.TASK).equalTo(task).and(col(Members.PURPOSE).equalTo(TRAIN)))
            .where(col(Members.SPLIT).equalTo(TRAIN))
            .select(Members.SUBJECT_ID, Members.INDEX_TIME);
    Dataset<Row> having =
        matrix
            .where(col(Matrix.PURPOSE).equalTo(TRAIN))
            .join(training, new String[] {Members.SUBJECT_ID, Members.INDEX_TIME}, "left_semi")
            .select(explode(col(Matrix.INDICES)).as(ENTRY))
            .groupBy(ENTRY)
            .agg(count(lit(1)).as(HAVING));
    Dataset<Row> counted =
        reference
            .join(having, col(Reference.INDEX).equalTo(col(ENTRY)), "left")
            .crossJoin(broadcast(training.agg(count(lit(1)).as(TRAINING))))
            .withColumn(HAVING, coalesce(col(HAVING), lit(0L)));
    Column stated = col(Reference.PREVALENCE).multiply(col(TRAINING));
    Column same = abs(stated.minus(col(HAVING))).leq(col(TRAINING).multiply(TOLERANCE));
    return found(
        counted,
        VOCABULARY,
        when(same, LeakAudit.PASSED).otherwise(LeakAudit.LEAK),
        col(TRAINING),
        col(HAVING),
        "training members with a value against the reference's prevalence");
  }

  private static Dataset<Row> found(
      Dataset<Row> reference, String check, Column verdict, Column n, Column events, String basis) {
    return reference
        .withColumn(LeakAudit.CHECK, lit(check))
        .withColumn(LeakAudit.VERDICT, verdict)
        .withColumn(LeakAudit.VALUE, lit(null).cast(DataTypes.DoubleType))
        .withColumn(LeakAudit.LOW, lit(null).cast(DataTypes.DoubleType))
        .withColumn(LeakAudit.N, n)
        .withColumn(LeakAudit.EVENTS, events)
        .withColumn(LeakAudit.BASIS, lit(basis))
        .select(
            Stream.of(LeakAudit.TABLE.schema().fieldNames())
                .map(Column::new)
                .toArray(Column[]::new));
  }
}
