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
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pharmacogene.call.Caller;

/** What each sample of a cohort has at the sites of each gene, as one text a gene. */
public final class CohortVectors {
  static final String VECTOR = "vector";

  private static final String ENTRY = "entry";

  private static final StructType SCHEMA =
      new StructType()
          .add(CohortRows.SAMPLE_ID, DataTypes.StringType, false)
          .add(CohortRows.GENE, DataTypes.StringType, false)
          .add(VECTOR, DataTypes.StringType, false);

  private CohortVectors() {}

  /**
   * One row for each of {@code samples} and each gene of which something is said, those of a sample
   * together. Reads the calls once, and shuffles them once, by sample.
   *
   * @param calls rows of sites and samples: sample_id, contig, position, reference, alternate, call
   *     and phase_set of {@link CohortRows}. Rows that were split from one site, an alternate each,
   *     are put together; where rows of a sample contradict one another the site counts as not
   *     called. Rows elsewhere than at sites of pharmacogenes are passed over, and so are those of
   *     other samples
   * @param samples sample_id, each once, and x_ploidy
   * @param reference rows that a sample has besides; what has no row at all was not called
   * @throws MedleyException with exit code 65 from an action on the result, wrapped by Spark, if a
   *     call is malformed
   */
  public static Dataset<Row> of(
      Dataset<Row> calls, Dataset<Row> samples, ReferenceEntries reference, Caller caller) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(calls.sparkSession().sparkContext());
    Broadcast<Caller> known = spark.broadcast(caller);
    Broadcast<ReferenceEntries> standing = spark.broadcast(reference);
    return calls
        .select(
            col(CohortRows.SAMPLE_ID),
            Entries.column().as(ENTRY),
            lit(null).cast(DataTypes.IntegerType).as(CohortRows.X_PLOIDY))
        .union(
            samples.select(
                col(CohortRows.SAMPLE_ID),
                lit(null).cast(DataTypes.StringType),
                col(CohortRows.X_PLOIDY)))
        .repartition(col(CohortRows.SAMPLE_ID))
        .sortWithinPartitions(col(CohortRows.SAMPLE_ID).asc(), col(ENTRY).asc_nulls_first())
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>)
                rows -> new SampleVectors(rows, known.value(), standing.value()),
            Encoders.row(SCHEMA));
  }
}
