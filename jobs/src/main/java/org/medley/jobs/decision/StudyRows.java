package org.medley.jobs.decision;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Members;
import org.medley.models.effect.unit.UnitColumns;

/**
 * The members of a decision as rows from which effects are estimated, kept until closed: those who
 * started an option with their arm, those for whom it is to be made without.
 *
 * @param rows under {@link UnitColumns} without outcome, with the member's key and {@link #UNLIKE}
 * @param covariates names, in the order of the vector
 * @param members how many of the study
 */
public record StudyRows(Dataset<Row> rows, List<String> covariates, long members)
    implements AutoCloseable {
  /** Whether a row lies further out than any of the study; BOOLEAN. */
  public static final String UNLIKE = "unlike";

  /** Columns of the member's key. */
  static final String[] KEY = {Members.PURPOSE, Members.SUBJECT_ID, Members.INDEX_TIME};

  /**
   * Of one decision. Joins members and matrix by their key; triggers three actions, of which two
   * bring one row for each covariate.
   *
   * @param members under {@code cohort.members}
   * @param matrix under {@code feature.matrix}
   * @param reference under {@code feature.reference}
   * @param groupings names of further text columns of the members, by which people are grouped
   * @param arms names, by their numbers
   */
  public static StudyRows of(
      Dataset<Row> members,
      List<String> groupings,
      Dataset<Row> matrix,
      Dataset<Row> reference,
      List<String> arms) {
    Dataset<Row> joined =
        members
            .select(
                col(Members.PURPOSE),
                col(Members.SUBJECT_ID),
                col(Members.INDEX_TIME),
                arm(arms).as(UnitColumns.ARM),
                groups(groupings).as(UnitColumns.GROUPS))
            .join(matrix.drop(Matrix.TASK, Matrix.REFERENCE_ID), KEY, "left")
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Dataset<Row> study = joined.where(col(UnitColumns.ARM).isNotNull());
      long size = study.count();
      Vocabulary vocabulary = Vocabulary.of(study, reference, size);
      Dataset<Row> rows =
          vocabulary
              .withDistance(joined)
              .withColumn(
                  UnitColumns.ROW,
                  xxhash64(col(Members.PURPOSE), col(Members.SUBJECT_ID), col(Members.INDEX_TIME)))
              .withColumn(UnitColumns.SUBJECT, col(Members.SUBJECT_ID).cast("string"))
              .withColumn(UnitColumns.FEATURES, vocabulary.vector())
              .drop(Matrix.INDICES, Matrix.VALUES)
              .persist(StorageLevel.MEMORY_AND_DISK());
      rows.count();
      return new StudyRows(rows, vocabulary.names(), size);
    } finally {
      joined.unpersist();
    }
  }

  private static Column groups(List<String> groupings) {
    return array(groupings.stream().map(name -> col("`" + name + "`")).toArray(Column[]::new));
  }

  /** The number of the arm; null: not of the study. */
  private static Column arm(List<String> arms) {
    Column arm = lit(null).cast("int");
    for (int number = 0; number < arms.size(); number++) {
      arm = when(col(Members.ARM).equalTo(arms.get(number)), number).otherwise(arm);
    }
    return when(col(Members.PURPOSE).equalTo("train"), arm);
  }

  @Override
  public void close() {
    rows.unpersist();
  }
}
