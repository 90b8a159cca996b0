package org.medley.jobs.polygenic.ancestry;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exp;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.PrincipalComponents;
import org.medley.features.contract.SampleScores;

/** Polygenic scores set against what is expected of their sample's ancestry. */
public final class Standardisation {
  private static final String PLACES = "places";
  private static final String MEAN = "mean_coefficients";
  private static final String VARIANCE = "variance_coefficients";

  private static final StructType NORMS =
      new StructType()
          .add(SampleScores.SCORE_ID, DataTypes.StringType, false)
          .add(MEAN, DataTypes.createArrayType(DataTypes.DoubleType, false))
          .add(VARIANCE, DataTypes.createArrayType(DataTypes.DoubleType, false))
          .add(SampleScores.METHOD, DataTypes.StringType, false);

  private Standardisation() {}

  /**
   * {@code sums}, one row per sample and score, with expected, deviation, standardised and method
   * as in {@code clinical.polygenic_scores}; see {@link ScoreNorm}. Norms are fitted on the samples
   * that the components are fitted on, which have a standardised mean near 0 and a mean square of
   * 1. Without components the mean and the standard deviation of these samples are taken, of fewer
   * than ten nothing. Shuffles sums by score, where each score is fitted by one task that holds
   * five numbers per sample in the order of their names; triggers one action.
   */
  public static Dataset<Row> of(SparkSession spark, Dataset<Row> sums, Ancestry ancestry) {
    Dataset<Row> placed = sums.join(ancestry.places(spark), new String[] {SampleScores.SAMPLE_ID});
    int components = Math.min(ancestry.size(), ScoreNorm.COMPONENTS);
    String absence = ancestry.absence();
    MapPartitionsFunction<Row, Row> fitting = rows -> fits(rows, components, absence);
    List<Row> norms =
        placed
            .where(col(PrincipalComponents.FITTED))
            .select(
                col(SampleScores.SCORE_ID),
                col(SampleScores.SUM),
                col(PLACES),
                col(SampleScores.SAMPLE_ID))
            .repartition(col(SampleScores.SCORE_ID))
            .sortWithinPartitions(SampleScores.SCORE_ID, SampleScores.SAMPLE_ID)
            .mapPartitions(fitting, Encoders.row(NORMS))
            .collectAsList();
    Column deviation = exp(linear(VARIANCE, components).divide(2));
    return placed
        .join(
            broadcast(spark.createDataFrame(norms, NORMS)),
            new String[] {SampleScores.SCORE_ID},
            "left")
        .withColumn(SampleScores.EXPECTED, linear(MEAN, components))
        .withColumn(SampleScores.DEVIATION, deviation)
        .withColumn(
            SampleScores.STANDARDISED,
            col(SampleScores.SUM)
                .minus(col(SampleScores.EXPECTED))
                .divide(col(SampleScores.DEVIATION)))
        .withColumn(
            SampleScores.METHOD, coalesce(col(SampleScores.METHOD), lit("none: no samples")))
        .drop(PLACES, PrincipalComponents.FITTED, MEAN, VARIANCE);
  }

  /** The constant, and each component that has a coefficient; null where there are none. */
  private static Column linear(String coefficients, int components) {
    Column sum = get(col(coefficients), lit(0));
    for (int i = 0; i < components; i++) {
      Column slope = coalesce(get(col(coefficients), lit(i + 1)), lit(0.0));
      sum = sum.plus(slope.multiply(get(col(PLACES), lit(i))));
    }
    return sum;
  }

  private static Iterator<Row> fits(Iterator<Row> sorted, int components, String absence) {
    List<Row> norms = new ArrayList<>();
    List<double[]> design = new ArrayList<>();
    List<Double> sums = new ArrayList<>();
    String score = null;
    while (sorted.hasNext()) {
      Row row = sorted.next();
      if (score != null && !score.equals(row.getString(0))) {
        norms.add(norm(score, design, sums, absence));
        design.clear();
        sums.clear();
      }
      score = row.getString(0);
      List<Double> places = row.getList(2);
      double[] line = new double[components + 1];
      line[0] = 1;
      for (int i = 0; i < components; i++) {
        line[i + 1] = places.get(i);
      }
      design.add(line);
      sums.add(row.getDouble(1));
    }
    if (score != null) {
      norms.add(norm(score, design, sums, absence));
    }
    return norms.iterator();
  }

  private static Row norm(String score, List<double[]> design, List<Double> sums, String absence) {
    ScoreNorm norm =
        ScoreNorm.of(
            design.toArray(double[][]::new),
            sums.stream().mapToDouble(Double::doubleValue).toArray(),
            absence);
    return RowFactory.create(score, norm.mean(), norm.logVariance(), norm.method());
  }
}
