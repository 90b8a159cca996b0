package org.medley.features.matrix;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_remove;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.contract.Covariates.ABSENT;
import static org.medley.features.contract.Covariates.ABSENT_IS_ZERO;
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

import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.medley.features.contract.Members;
import org.medley.features.contract.Reference;
import org.medley.features.covariate.FeatureSettings;

/** The vocabulary of a task: which covariates the matrix has, and at which index. */
public final class References {
  private static final String TRAIN = "train";
  private static final String MEMBERS = "members";
  private static final String LEAST = "least";
  private static final String GREATEST = "greatest";
  private static final String EVIDENCE = "evidence";
  private static final String UNITS = "units";
  private static final String BEST = "best";
  private static final String NO_UNIT = "no unit";

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
   * out. Indices follow the order of covariate, code and unit. The description is the one that most
   * training members have (tie: the first in text order). Where the settings ask for it, a
   * covariate of the vocabulary that some training members lack has an indicator of that ({@link
   * Indicators}).
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
    Dataset<Row> training =
        members
            .where(col(Members.TASK).equalTo(task).and(col(Members.PURPOSE).equalTo(TRAIN)))
            .where(col(Members.SPLIT).equalTo(TRAIN))
            .select(Members.SUBJECT_ID, Members.INDEX_TIME);
    Dataset<Row> rows =
        covariates
            .where(col(TASK).equalTo(task).and(col(PURPOSE).equalTo(TRAIN)))
            .join(training, new String[] {SUBJECT_ID, INDEX_TIME}, "left_semi");
    Dataset<Row> total = training.agg(count(lit(1)).as("total"));
    Dataset<Row> kept =
        inOneUnit(statistics(rows))
            .crossJoin(broadcast(total))
            .withColumn(Reference.PREVALENCE, coalesce(col(MEMBERS).divide(col("total")), lit(0.0)))
            .where(col(Reference.PREVALENCE).geq(settings.minPrevalence()).and(varies()));
    return Indicators.added(kept, settings)
        .withColumn(Reference.TASK, lit(task))
        .withColumn(Reference.REFERENCE_ID, lit(referenceId))
        .withColumn(Reference.INDEX, row_number().over(byName()).minus(1))
        .select(
            Stream.of(Reference.TABLE.schema().fieldNames())
                .map(Column::new)
                .toArray(Column[]::new));
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
        .agg(count(lit(1)).as(MEMBERS), min(VALUE).as(LEAST), max(VALUE).as(GREATEST))
        .groupBy(identity)
        .agg(
            sum(MEMBERS).as(MEMBERS),
            min(LEAST).as(LEAST),
            max(GREATEST).as(GREATEST),
            coalesce(commonest.getField(DESCRIPTION), lit("")).as(DESCRIPTION));
  }

  private static Dataset<Row> inOneUnit(Dataset<Row> statistics) {
    WindowSpec measure = Window.partitionBy(FAMILY, CODE, AGGREGATE);
    Column unit = coalesce(col(UNIT), lit(""));
    Column left = array_remove(col(UNITS), coalesce(col(UNIT), lit(NO_UNIT)));
    Column note =
        when(
                size(col(UNITS)).gt(1),
                concat(lit("; values in other units left out: "), array_join(left, ", ")))
            .otherwise("");
    return statistics
        .withColumn(EVIDENCE, max(MEMBERS).over(Window.partitionBy(FAMILY, CODE, AGGREGATE, UNIT)))
        .withColumn(BEST, min(struct(negate(col(EVIDENCE)), unit.as(UNIT))).over(measure))
        .withColumn(UNITS, sort_array(collect_set(coalesce(col(UNIT), lit(NO_UNIT))).over(measure)))
        .where(unit.equalTo(col(BEST).getField(UNIT)))
        .withColumn(DESCRIPTION, concat(col(DESCRIPTION), note));
  }

  private static Column varies() {
    Column everyoneHasIt = col(MEMBERS).equalTo(col("total"));
    return col(LEAST)
        .notEqual(col(GREATEST))
        .or(col(ABSENT).equalTo(ABSENT_IS_ZERO).and(everyoneHasIt.equalTo(false)));
  }

  private static WindowSpec byName() {
    return Window.partitionBy(Reference.REFERENCE_ID).orderBy(COVARIATE, CODE, UNIT);
  }
}
