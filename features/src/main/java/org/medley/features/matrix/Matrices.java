package org.medley.features.matrix;

import static org.apache.spark.sql.functions.arrays_zip;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;

import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Covariates;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Members;
import org.medley.features.contract.Reference;

/** Covariates as one sparse row per member. */
public final class Matrices {
  private static final String ENTRY = "entry";
  private static final String ENTRIES = "entries";
  private static final String IS_MEMBER = "is_member";
  private static final Column[] MEMBER =
      Stream.of(Members.TASK, Members.PURPOSE, Members.SUBJECT_ID, Members.INDEX_TIME)
          .map(Column::new)
          .toArray(Column[]::new);

  private Matrices() {}

  /**
   * Returns the matrix of a task's members, for training and for scoring alike. Every member has a
   * row, also one without any covariate; covariates outside the vocabulary are dropped. Nothing is
   * imputed: what an absent index means is in the reference, and the indicators of the reference
   * are 1 for members that lack their covariate.
   *
   * <p>The reference is broadcast; entries are shuffled once, by member. Triggers no action.
   *
   * @param covariates rows under {@code feature.covariates}; rows of others than the members are
   *     dropped
   * @param members rows under {@code cohort.members}, of this task among others
   * @param reference rows under {@code feature.reference}, of this reference among others
   * @return rows under {@link Matrix#TABLE}
   */
  public static Dataset<Row> build(
      Dataset<Row> covariates,
      Dataset<Row> members,
      Dataset<Row> reference,
      String task,
      String referenceId) {
    Dataset<Row> vocabulary = vocabulary(reference, referenceId);
    Dataset<Row> entries = entries(ofTask(covariates, task), vocabulary);
    Dataset<Row> everyone =
        ofTask(members, task)
            .select(MEMBER)
            .withColumn(ENTRY, lit(null).cast(entries.schema().apply(ENTRY).dataType()))
            .withColumn(IS_MEMBER, lit(true));
    Dataset<Row> rows =
        entries
            .unionByName(everyone)
            .groupBy(MEMBER)
            .agg(sort_array(collect_list(ENTRY)).as(ENTRIES), bool_or(col(IS_MEMBER)).as(IS_MEMBER))
            .where(IS_MEMBER);
    return Indicators.told(rows, vocabulary, ENTRIES)
        .select(
            col(Matrix.TASK),
            lit(referenceId).as(Matrix.REFERENCE_ID),
            col(Matrix.PURPOSE),
            col(Matrix.SUBJECT_ID),
            col(Matrix.INDEX_TIME),
            transform(col(ENTRIES), entry -> entry.getField(Reference.INDEX)).as(Matrix.INDICES),
            transform(col(ENTRIES), entry -> entry.getField(Covariates.VALUE)).as(Matrix.VALUES));
  }

  /** Returns the entries of a sparse row as an array of structs, for {@code inline}. */
  public static Column entries(String index, String value) {
    return transform(
        arrays_zip(col(Matrix.INDICES), col(Matrix.VALUES)),
        each ->
            struct(
                each.getField(Matrix.INDICES).as(index), each.getField(Matrix.VALUES).as(value)));
  }

  private static Dataset<Row> ofTask(Dataset<Row> rows, String task) {
    return rows.where(col(Members.TASK).equalTo(task));
  }

  private static Dataset<Row> vocabulary(Dataset<Row> reference, String referenceId) {
    return Indicators.linked(
        reference
            .where(col(Reference.REFERENCE_ID).equalTo(referenceId))
            .select(
                Reference.INDEX,
                Reference.COVARIATE,
                Reference.CODE,
                Reference.UNIT,
                Reference.WINDOW,
                Reference.AGGREGATE));
  }

  private static Dataset<Row> entries(Dataset<Row> covariates, Dataset<Row> known) {
    Dataset<Row> vocabulary =
        known.select(
            col(Reference.INDEX),
            col(Reference.COVARIATE).as("known_covariate"),
            col(Reference.CODE).as("known_code"),
            col(Reference.UNIT).as("known_unit"),
            col(Indicators.INDICATOR));
    Column same =
        col(Covariates.COVARIATE)
            .equalTo(col("known_covariate"))
            .and(col(Covariates.CODE).eqNullSafe(col("known_code")))
            .and(col(Covariates.UNIT).eqNullSafe(col("known_unit")));
    Column entry =
        struct(col(Reference.INDEX), col(Covariates.VALUE), col(Indicators.INDICATOR)).as(ENTRY);
    return covariates
        .join(broadcast(vocabulary), same)
        .select(
            col(Members.TASK),
            col(Members.PURPOSE),
            col(Members.SUBJECT_ID),
            col(Members.INDEX_TIME),
            entry,
            lit(false).as(IS_MEMBER));
  }
}
