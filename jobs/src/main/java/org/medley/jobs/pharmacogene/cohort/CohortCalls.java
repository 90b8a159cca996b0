package org.medley.jobs.pharmacogene.cohort;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.jobs.pharmacogene.call.Caller;

/** Pharmacogene calls of a cohort: samples with the same vector are gathered, and it is solved. */
public final class CohortCalls {
  private static final String PART = "part";
  private static final String SAMPLES = "samples";

  /** Samples with one vector are gathered in as many parts, so that no row grows too large. */
  private static final int PARTS = 16;

  private CohortCalls() {}

  /**
   * One row for each sample and each gene of which something is said, with the columns sample_id,
   * gene, diplotypes, phenotypes, activity_score, called, reason, notes and definition_version of
   * {@link CohortRows}. A gene that other tools called has what they say. Shuffles samples by
   * vector.
   *
   * @param vectors as {@link CohortVectors} gives them
   * @param outside what other tools called: sample_id, gene, diplotype, phenotype and
   *     activity_score; a gene may have several rows
   */
  public static Dataset<Row> of(Dataset<Row> vectors, Dataset<Row> outside, Caller caller) {
    Dataset<Row> ofOthers = OutsideRows.calls(outside, caller);
    String[] key = {CohortRows.SAMPLE_ID, CohortRows.GENE};
    return solved(vectors.join(ofOthers.select(key[0], key[1]), key, "left_anti"), caller)
        .unionByName(ofOthers);
  }

  private static Dataset<Row> solved(Dataset<Row> vectors, Caller caller) {
    Broadcast<Caller> known =
        JavaSparkContext.fromSparkContext(vectors.sparkSession().sparkContext()).broadcast(caller);
    StructType solved =
        CallRows.schema(CohortVectors.VECTOR, CohortRows.GENE)
            .add(SAMPLES, DataTypes.createArrayType(DataTypes.StringType, false), false);
    return vectors
        .groupBy(
            col(CohortVectors.VECTOR),
            col(CohortRows.GENE),
            pmod(xxhash64(col(CohortRows.SAMPLE_ID)), lit(PARTS)).as(PART))
        .agg(collect_list(col(CohortRows.SAMPLE_ID)).as(SAMPLES))
        .select(CohortVectors.VECTOR, CohortRows.GENE, SAMPLES)
        .map((MapFunction<Row, Row>) row -> solve(row, known.value()), Encoders.row(solved))
        .withColumn(CohortRows.SAMPLE_ID, explode(col(SAMPLES)))
        .select(CallRows.columns(CohortRows.SAMPLE_ID, CohortRows.GENE));
  }

  private static Row solve(Row row, Caller caller) {
    String vector = row.getString(0);
    String gene = row.getString(1);
    return CallRows.row(
        vector,
        gene,
        SampleVectors.call(gene, vector, caller),
        (Object) row.<String>getList(2).toArray(String[]::new));
  }
}
