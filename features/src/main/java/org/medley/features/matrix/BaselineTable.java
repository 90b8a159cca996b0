package org.medley.features.matrix;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.arrays_zip;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.var_pop;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.year;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Baseline;
import org.medley.features.contract.Covariates;
import org.medley.features.contract.Matrix;
import org.medley.features.contract.Members;
import org.medley.features.contract.Reference;

/** Table 1 of a task: its covariates by label, arm, split, year of the index time and subgroup. */
public final class BaselineTable {
  private static final String BINARY = "binary";
  private static final String GROUPS = "groups";
  private static final String ENTRY_INDEX = "entry_index";
  private static final String VALUE = "value";
  private static final String PARTS = "parts";
  private static final String LEAST = "least";
  private static final String GREATEST = "greatest";
  private static final String COUNTED = "counted";
  private static final String VARIANCE = "variance";

  private BaselineTable() {}

  /**
   * Returns the covariates of the vocabulary by group, among the members of purpose train. A member
   * without label, arm or value of a subgroup is in no group of that grouping.
   *
   * <p>The standardised mean difference is that of Austin 2009, doi:10.1002/sim.3697: the
   * difference of two means by the root of the mean of the two variances, which are sample
   * variances or, for a binary covariate, p (1 - p). It is not defined where that is zero. Means
   * and squared deviations are merged by the formula of Chan, Golub and LeVeque 1979 (updating
   * formulae and a pairwise algorithm for computing sample variances), so that large means with
   * small spreads lose nothing; their last digits depend on the order of the members.
   *
   * <p>Shuffles one row per covariate and combination of groups from each partition. Triggers no
   * action.
   *
   * @param matrix rows under {@code feature.matrix}, of this reference among others
   * @param members rows under {@code cohort.members}, with a text column for each subgroup
   * @param subgroups names of these columns, and of their groupings
   * @param reference rows under {@code feature.reference}
   * @return rows under {@link Baseline#TABLE}; every covariate has a row for every group
   */
  public static Dataset<Row> of(
      Dataset<Row> matrix,
      Dataset<Row> members,
      List<String> subgroups,
      Dataset<Row> reference,
      String task,
      String referenceId) {
    Dataset<Row> grouped = grouped(members, subgroups, task);
    Dataset<Row> sizes = sizes(grouped);
    Column own = col(Matrix.REFERENCE_ID).equalTo(referenceId).and(col(Matrix.TASK).equalTo(task));
    Dataset<Row> sums = sums(matrix.where(own), grouped);
    Dataset<Row> cells =
        reference
            .where(col(Reference.REFERENCE_ID).equalTo(referenceId))
            .where(col(Reference.TASK).equalTo(task))
            .crossJoin(broadcast(sizes));
    Column same =
        cells
            .col(Reference.INDEX)
            .equalTo(sums.col(ENTRY_INDEX))
            .and(cells.col(Baseline.GROUPING).equalTo(sums.col(Baseline.GROUPING)))
            .and(cells.col(Baseline.GROUP).equalTo(sums.col(Baseline.GROUP)));
    return compared(
        cells
            .join(sums, same, "left")
            .drop(sums.col(Baseline.GROUPING))
            .drop(sums.col(Baseline.GROUP)));
  }

  /** The members of purpose train, each with the groups that it is in. */
  private static Dataset<Row> grouped(Dataset<Row> members, List<String> subgroups, String task) {
    List<Column> all = new ArrayList<>();
    all.add(group("label", col(Members.LABEL).cast(DataTypes.IntegerType)));
    all.add(group("arm", col(Members.ARM)));
    all.add(group("split", col(Members.SPLIT)));
    all.add(group("year", year(col(Members.INDEX_TIME))));
    subgroups.forEach(name -> all.add(group(name, col("`" + name + "`"))));
    return members
        .where(col(Members.TASK).equalTo(task).and(col(Members.PURPOSE).equalTo("train")))
        .select(
            col(Members.SUBJECT_ID),
            col(Members.INDEX_TIME),
            filter(
                    array(all.toArray(Column[]::new)),
                    each -> each.getField(Baseline.GROUP).isNotNull())
                .as(GROUPS));
  }

  /** Members and people of each group, and the most members that one of these is. */
  private static Dataset<Row> sizes(Dataset<Row> grouped) {
    return perGroup(grouped)
        .groupBy(Baseline.GROUPING, Baseline.GROUP, Members.SUBJECT_ID)
        .agg(count(lit(1)).as(Baseline.MEMBERS))
        .groupBy(Baseline.GROUPING, Baseline.GROUP)
        .agg(
            sum(Baseline.MEMBERS).as("all_members"),
            count(lit(1)).as(Baseline.PEOPLE),
            max(Baseline.MEMBERS).as(Baseline.MOST))
        .withColumnRenamed("all_members", Baseline.MEMBERS);
  }

  private static Column group(String grouping, Column value) {
    return struct(
        lit(grouping).as(Baseline.GROUPING), value.cast(DataTypes.StringType).as(Baseline.GROUP));
  }

  private static Dataset<Row> perGroup(Dataset<Row> rows) {
    return rows.withColumn(GROUPS, explode(col(GROUPS)))
        .withColumn(Baseline.GROUPING, col(GROUPS).getField(Baseline.GROUPING))
        .withColumn(Baseline.GROUP, col(GROUPS).getField(Baseline.GROUP))
        .drop(GROUPS);
  }

  /** Sums of the values that there are, by covariate and group. */
  private static Dataset<Row> sums(Dataset<Row> matrix, Dataset<Row> grouped) {
    Column entries =
        transform(
            arrays_zip(col(Matrix.INDICES), col(Matrix.VALUES)),
            each ->
                struct(
                    each.getField(Matrix.INDICES).as(ENTRY_INDEX),
                    each.getField(Matrix.VALUES).as(VALUE)));
    Dataset<Row> combined =
        matrix
            .where(col(Matrix.PURPOSE).equalTo("train"))
            .join(grouped, new String[] {Members.SUBJECT_ID, Members.INDEX_TIME})
            .select(col(GROUPS), inline(entries))
            .groupBy(col(ENTRY_INDEX), col(GROUPS))
            .agg(
                struct(
                        count(lit(1)).as(Moments.COUNT),
                        avg(col(VALUE)).as(Moments.MEAN),
                        var_pop(col(VALUE)).multiply(count(lit(1))).as(Moments.SQUARES))
                    .as(PARTS),
                min(col(VALUE)).as(LEAST),
                max(col(VALUE)).as(GREATEST));
    return perGroup(combined)
        .groupBy(ENTRY_INDEX, Baseline.GROUPING, Baseline.GROUP)
        .agg(
            Moments.merged(sort_array(collect_list(col(PARTS)))).as(PARTS),
            min(LEAST).as(LEAST),
            max(GREATEST).as(GREATEST));
  }

  private static Dataset<Row> compared(Dataset<Row> cells) {
    WindowSpec covariate = Window.partitionBy(Reference.INDEX);
    WindowSpec grouping = Window.partitionBy(Reference.INDEX, Baseline.GROUPING);
    Column zero = col(Reference.ABSENT).equalTo(Covariates.ABSENT_IS_ZERO);
    Column onlyOne =
        min(col(LEAST))
            .over(covariate)
            .equalTo(1)
            .and(max(col(GREATEST)).over(covariate).equalTo(1));
    Column kind = when(zero.and(onlyOne), BINARY).otherwise("continuous");
    Column known = coalesce(col(PARTS).getField(Moments.COUNT), lit(0L));
    return cells
        .withColumn(Baseline.KIND, kind)
        .withColumn(Baseline.KNOWN, known)
        .withColumn(COUNTED, when(zero, col(Baseline.MEMBERS)).otherwise(col(Baseline.KNOWN)))
        .withColumn(
            PARTS,
            Moments.withZeros(
                coalesce(col(PARTS), Moments.none()), col(COUNTED).minus(col(Baseline.KNOWN))))
        .withColumn(Baseline.MEAN, when(col(COUNTED).gt(0), col(PARTS).getField(Moments.MEAN)))
        .withColumn(VARIANCE, variance())
        .withColumn(
            Baseline.SMD,
            differences(collect_list(struct(col(Baseline.MEAN), col(VARIANCE))).over(grouping)))
        .withColumn(Baseline.SD, when(col(Baseline.KIND).notEqual(BINARY), sqrt(col(VARIANCE))))
        .withColumn(
            Baseline.MISSING,
            when(zero, 0.0)
                .otherwise(lit(1.0).minus(col(Baseline.KNOWN).divide(col(Baseline.MEMBERS)))))
        .select(
            Stream.of(Baseline.TABLE.schema().fieldNames())
                .map(Column::new)
                .toArray(Column[]::new));
  }

  private static Column variance() {
    Column mean = col(Baseline.MEAN);
    Column sample = col(PARTS).getField(Moments.SQUARES).divide(col(COUNTED).minus(1));
    return when(col(Baseline.KIND).equalTo(BINARY), mean.multiply(lit(1.0).minus(mean)))
        .when(col(COUNTED).gt(1), sample);
  }

  /** The largest difference over all pairs of groups; null: none is defined. */
  private static Column differences(Column groups) {
    return array_max(
        transform(groups, one -> array_max(transform(groups, other -> difference(one, other)))));
  }

  private static Column difference(Column one, Column other) {
    Column between = one.getField(Baseline.MEAN).minus(other.getField(Baseline.MEAN));
    Column pooled = one.getField(VARIANCE).plus(other.getField(VARIANCE)).divide(lit(2.0));
    return when(pooled.gt(0), abs(between).divide(sqrt(pooled)));
  }
}
