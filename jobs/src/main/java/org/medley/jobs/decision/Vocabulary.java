package org.medley.jobs.decision;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Covariates;
import org.medley.features.contract.Reference;
import org.medley.features.matrix.Matrices;
import org.medley.models.effect.unit.UnitColumns;
import org.medley.models.matrix.Covariate;
import org.medley.models.matrix.Design;

/**
 * The covariates of a study with their moments: what stands for a missing value is the mean of
 * those who have one, and a row's distance is the mean squared distance from the study's centre in
 * standard deviations, over all covariates.
 */
final class Vocabulary {
  private static final String INDEX = "entry_index";
  private static final String VALUE = "entry_value";
  private static final String MEAN = "centre";
  private static final String VARIANCE = "spread";
  private static final String DISTANCE = "distance";
  private static final StructType MOMENTS =
      new StructType()
          .add(INDEX, DataTypes.IntegerType)
          .add(MEAN, DataTypes.DoubleType)
          .add(VARIANCE, DataTypes.DoubleType);

  private final Design design;
  private final double[] variances;

  private Vocabulary(Design design, double[] variances) {
    this.design = design;
    this.variances = variances;
  }

  /** Of the {@code size} rows of {@code study}. Two actions, one row for each covariate. */
  static Vocabulary of(Dataset<Row> study, Dataset<Row> reference, long size) {
    Map<Integer, Row> sums = new HashMap<>();
    entries(study)
        .groupBy(col(INDEX))
        .agg(
            count(lit(1)).as("known"),
            sum(VALUE).as("sum"),
            sum(col(VALUE).multiply(col(VALUE))).as("squares"))
        .collectAsList()
        .forEach(row -> sums.put(row.getInt(0), row));
    List<Covariate> covariates = new ArrayList<>();
    List<Row> all = reference.orderBy(Reference.INDEX).collectAsList();
    double[] variances = new double[all.size()];
    String id = "";
    for (Row row : all) {
      int index = row.getAs(Reference.INDEX);
      Row sum = sums.get(index);
      double known = sum == null ? 0 : sum.getLong(1);
      boolean missing = !Covariates.ABSENT_IS_ZERO.equals(row.getAs(Reference.ABSENT));
      double n = missing ? known : size;
      double mean = sum == null || n == 0 ? 0 : sum.getDouble(2) / n;
      variances[index] = sum == null || n == 0 ? 0 : sum.getDouble(3) / n - mean * mean;
      id = row.getAs(Reference.REFERENCE_ID);
      covariates.add(
          new Covariate(
              index,
              row.getAs(Reference.COVARIATE),
              row.getAs(Reference.FAMILY),
              row.getAs(Reference.AGGREGATE),
              row.getAs(Reference.UNIT),
              row.getAs(Reference.DESCRIPTION),
              missing,
              missing ? mean : 0,
              mean));
    }
    return new Vocabulary(new Design(id, covariates), variances);
  }

  private static Dataset<Row> entries(Dataset<Row> rows, Column... kept) {
    List<Column> columns = new ArrayList<>(List.of(kept));
    columns.add(inline(Matrices.entries(INDEX, VALUE)));
    return rows.select(columns.toArray(Column[]::new));
  }

  /** Names in words, each with its unit. */
  List<String> names() {
    return design.covariates().stream().map(Covariate::name).toList();
  }

  /** The vector of a row. */
  Column vector() {
    return design.vector();
  }

  /**
   * {@code rows} with whether each lies further out than any row with an arm. One shuffle of the
   * entries, and one action.
   */
  Dataset<Row> withDistance(Dataset<Row> rows) {
    SparkSession spark = rows.sparkSession();
    List<Row> moments = new ArrayList<>();
    double atZero = 0;
    for (Covariate covariate : design.covariates()) {
      double variance = variances[covariate.index()];
      if (variance > 0) {
        moments.add(RowFactory.create(covariate.index(), covariate.mean(), variance));
        atZero += covariate.missing() ? 0 : covariate.mean() * covariate.mean() / variance;
      }
    }
    Column[] key = {col(StudyRows.KEY[0]), col(StudyRows.KEY[1]), col(StudyRows.KEY[2])};
    Column further = col(VALUE).minus(col(MEAN));
    Column zero = when(col("is_zero"), col(MEAN).multiply(col(MEAN))).otherwise(lit(0.0));
    Dataset<Row> known =
        spark
            .createDataFrame(moments, MOMENTS)
            .withColumn("is_zero", col(INDEX).isin(zeros().toArray()));
    Dataset<Row> distances =
        entries(rows, key)
            .join(broadcast(known), INDEX)
            .groupBy(key)
            .agg(sum(further.multiply(further).minus(zero).divide(col(VARIANCE))).as(DISTANCE));
    Dataset<Row> measured =
        rows.join(distances, StudyRows.KEY, "left")
            .withColumn(DISTANCE, coalesce(col(DISTANCE), lit(0.0)).plus(atZero));
    Row furthest = measured.where(col(UnitColumns.ARM).isNotNull()).agg(max(col(DISTANCE))).first();
    double most = furthest.isNullAt(0) ? Double.NEGATIVE_INFINITY : furthest.getDouble(0);
    return measured
        .withColumn(StudyRows.UNLIKE, col(DISTANCE).gt(lit(most * (1 + 1e-9))))
        .drop(DISTANCE);
  }

  private List<Object> zeros() {
    return design.covariates().stream()
        .filter(each -> !each.missing())
        .map(each -> (Object) each.index())
        .toList();
  }
}
