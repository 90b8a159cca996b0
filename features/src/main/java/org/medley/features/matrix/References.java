package org.medley.features.matrix;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;
import static org.medley.features.contract.Covariates.ABSENT;
import static org.medley.features.contract.Covariates.AGGREGATE;
import static org.medley.features.contract.Covariates.CODE;
import static org.medley.features.contract.Covariates.COVARIATE;
import static org.medley.features.contract.Covariates.DESCRIPTION;
import static org.medley.features.contract.Covariates.FAMILY;
import static org.medley.features.contract.Covariates.INDEX_TIME;
import static org.medley.features.contract.Covariates.PURPOSE;
import static org.medley.features.contract.Covariates.SUBJECT_ID;
import static org.medley.features.contract.Covariates.TASK;
import static org.medley.features.contract.Covariates.UNIT;
import static org.medley.features.contract.Covariates.VALUE;
import static org.medley.features.contract.Covariates.WINDOW;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.medley.features.contract.LeftOut;
import org.medley.features.contract.Members;
import org.medley.features.contract.Reference;
import org.medley.features.contract.TableContract;
import org.medley.features.covariate.FeatureSettings;

/** The vocabulary of a task: which covariates the matrix has, and at which index. */
public final class References {
  static final String MEMBERS = "members";
  static final String TOTAL = "total";
  static final String LEAST = "least";
  static final String GREATEST = "greatest";

  /** Two digests of who has which value, free of order: equal where the values are. */
  static final List<String> DIGESTS = List.of("first_digest", "second_digest");

  private static final String TRAIN = "train";

  private References() {}

  /**
   * Returns the vocabulary fitted on the training members of a task (purpose train, split train).
   * Rows of any other member change nothing.
   *
   * <p>A covariate is kept if the share of training members with a row of it reaches the settings'
   * least prevalence and if it is not constant: one with zero for absent is constant if all
   * training members have the same row value, one with missing for absent if all rows have the same
   * value. Where a code's values come in several units, the unit that most training members have is
   * kept (tie: the first in text order, no unit first of all) and the description names those left
   * out. Where the settings say so, of covariates that have the same values for all training
   * members only the first by name, code and unit is kept. Indices follow the order of covariate,
   * code and unit. The description is the one that most training members have (tie: the first in
   * text order). Where the settings ask for it, a covariate of the vocabulary that some training
   * members lack has an indicator of that ({@link Indicators}).
   *
   * <p>Shuffles one row per covariate and description from each partition; triggers no action.
   *
   * @param covariates rows under {@code feature.covariates}, of this task among others
   * @param members rows under {@code cohort.members}
   * @return rows under {@link Reference#TABLE}; none where there is no training member
   */
  public static Dataset<Row> fit(
      Dataset<Row> covariates,
      Dataset<Row> members,
      FeatureSettings settings,
      String task,
      String referenceId) {
    return kept(judged(covariates, members, settings, task, referenceId), settings);
  }

  /**
   * Returns every covariate of the training members with the rule that leaves it out, for {@link
   * #kept} and {@link #leftOut}: whoever wants both persists it, and the covariates are read once.
   */
  public static Dataset<Row> judged(
      Dataset<Row> covariates,
      Dataset<Row> members,
      FeatureSettings settings,
      String task,
      String referenceId) {
    Dataset<Row> training =
        members
            .where(col(Members.TASK).equalTo(task).and(col(Members.PURPOSE).equalTo(TRAIN)))
            .where(col(Members.SPLIT).equalTo(TRAIN))
            .select(Members.SUBJECT_ID, Members.INDEX_TIME);
    Dataset<Row> rows =
        covariates
            .where(col(TASK).equalTo(task).and(col(PURPOSE).equalTo(TRAIN)))
            .join(training, new String[] {SUBJECT_ID, INDEX_TIME}, "left_semi");
    Dataset<Row> total = training.agg(count(lit(1)).as(TOTAL));
    Dataset<Row> counted =
        statistics(rows)
            .crossJoin(broadcast(total))
            .withColumn(Reference.PREVALENCE, coalesce(col(MEMBERS).divide(col(TOTAL)), lit(0.0)))
            .withColumn(Reference.TASK, lit(task))
            .withColumn(Reference.REFERENCE_ID, lit(referenceId));
    return TidyRules.judged(counted, settings);
  }

  /** Returns the covariates that no rule leaves out, with their indices and indicators. */
  public static Dataset<Row> kept(Dataset<Row> judged, FeatureSettings settings) {
    return Indicators.added(judged.where(col(LeftOut.RULE).isNull()), settings)
        .withColumn(Reference.INDEX, row_number().over(byName()).minus(1))
        .select(columns(Reference.TABLE));
  }

  /** Returns the others, as rows under {@link LeftOut#TABLE}. */
  public static Dataset<Row> leftOut(Dataset<Row> judged) {
    return judged.where(col(LeftOut.RULE).isNotNull()).select(columns(LeftOut.TABLE));
  }

  private static Column[] columns(TableContract table) {
    return Stream.of(table.schema().fieldNames()).map(Column::new).toArray(Column[]::new);
  }

  /** One row per covariate and unit: members with a value, extremes, the commonest words. */
  private static Dataset<Row> statistics(Dataset<Row> rows) {
    Column[] identity =
        Stream.of(COVARIATE, CODE, UNIT, FAMILY, WINDOW, AGGREGATE, ABSENT)
            .map(Column::new)
            .toArray(Column[]::new);
    Column[] described =
        Stream.concat(Stream.of(identity), Stream.of(col(DESCRIPTION))).toArray(Column[]::new);
    Column commonest = min(struct(negate(col(MEMBERS)), col(DESCRIPTION)));
    return rows.groupBy(described)
        .agg(
            count(lit(1)).as(MEMBERS),
            min(VALUE).as(LEAST),
            max(VALUE).as(GREATEST),
            digest(0),
            digest(1))
        .groupBy(identity)
        .agg(
            sum(MEMBERS).as(MEMBERS),
            min(LEAST).as(LEAST),
            max(GREATEST).as(GREATEST),
            bit_xor(col(DIGESTS.get(0))).as(DIGESTS.get(0)),
            bit_xor(col(DIGESTS.get(1))).as(DIGESTS.get(1)),
            coalesce(commonest.getField(DESCRIPTION), lit("")).as(DESCRIPTION));
  }

  /** A member has one row of a covariate at most, so that no two of its hashes cancel out. */
  private static Column digest(int which) {
    return bit_xor(xxhash64(lit(which), col(SUBJECT_ID), col(INDEX_TIME), col(VALUE)))
        .as(DIGESTS.get(which));
  }

  private static WindowSpec byName() {
    return Window.partitionBy(Reference.REFERENCE_ID).orderBy(COVARIATE, CODE, UNIT);
  }
}
