package org.medley.jobs.pharmacogene.cohort;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.PharmacogeneAdvice;
import org.medley.jobs.pharmacogene.call.Caller;
import org.medley.jobs.pharmacogene.guideline.Guidelines;

/** Which rows of guidelines hold for each sample of a cohort. */
public final class CohortAdvice {
  private static final StructType ADVICE =
      new StructType()
          .add(PharmacogeneAdvice.SAMPLE_ID, DataTypes.StringType, false)
          .add(PharmacogeneAdvice.DRUG, DataTypes.StringType, false)
          .add(PharmacogeneAdvice.GUIDELINE_ID, DataTypes.StringType, false)
          .add(PharmacogeneAdvice.RECOMMENDATION_ID, DataTypes.StringType, false)
          .add(
              PharmacogeneAdvice.GENOTYPES,
              DataTypes.createArrayType(DataTypes.StringType, false),
              false);

  private CohortAdvice() {}

  /**
   * One row per sample, drug and row of a guideline that holds, with the columns of {@link
   * PharmacogeneAdvice} but the source. Shuffles the vectors once, by sample.
   *
   * @param vectors as {@link CohortVectors} gives them
   * @param outside what other tools called, as for {@link CohortCalls}
   */
  public static Dataset<Row> of(
      Dataset<Row> vectors, Dataset<Row> outside, Caller caller, Guidelines guidelines) {
    JavaSparkContext spark =
        JavaSparkContext.fromSparkContext(vectors.sparkSession().sparkContext());
    Broadcast<Caller> known = spark.broadcast(caller);
    Broadcast<Guidelines> rules = spark.broadcast(guidelines);
    Dataset<Row> given = OutsideRows.given(outside);
    return vectors
        .withColumn(
            OutsideRows.GIVEN, lit(null).cast(given.schema().apply(OutsideRows.GIVEN).dataType()))
        .union(
            given.select(
                col(CohortRows.SAMPLE_ID),
                col(CohortRows.GENE),
                lit(null).cast(DataTypes.StringType),
                col(OutsideRows.GIVEN)))
        .repartition(col(CohortRows.SAMPLE_ID))
        .sortWithinPartitions(
            col(CohortRows.SAMPLE_ID).asc(),
            col(CohortVectors.VECTOR).asc_nulls_last(),
            col(CohortRows.GENE).asc())
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>)
                rows -> new SampleAdvice(rows, known.value(), rules.value()),
            Encoders.row(ADVICE));
  }
}
