package org.medley.jobs.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.jobs.pharmacogene.call.Caller;
import org.medley.jobs.pharmacogene.cohort.CohortCalls;
import org.medley.jobs.pharmacogene.cohort.CohortRows;
import org.medley.jobs.pharmacogene.cohort.CohortVectors;
import org.medley.jobs.pharmacogene.cohort.ReferenceEntries;
import org.medley.jobs.pharmacogene.definition.Position;

/** A cohort as the lake holds it, in files, and how long its calls take. */
final class RandomCohort {
  private static final int PARTS = 8;
  private static final double RARE = 0.002;
  private static final double COMMON = 0.1;
  private static final int SKEW = 8;

  private static final StructType CALLS =
      new StructType()
          .add(CohortRows.SAMPLE_ID, DataTypes.StringType)
          .add(CohortRows.CONTIG, DataTypes.StringType)
          .add(CohortRows.POSITION, DataTypes.IntegerType)
          .add(CohortRows.REFERENCE, DataTypes.StringType)
          .add(CohortRows.ALTERNATE, DataTypes.StringType)
          .add(CohortRows.CALL, DataTypes.StringType)
          .add(CohortRows.PHASE_SET, DataTypes.StringType);

  private static final StructType OUTSIDE =
      new StructType()
          .add(CohortRows.SAMPLE_ID, DataTypes.StringType)
          .add(CohortRows.GENE, DataTypes.StringType)
          .add(CohortRows.DIPLOTYPE, DataTypes.StringType)
          .add(CohortRows.PHENOTYPE, DataTypes.StringType)
          .add(CohortRows.ACTIVITY_SCORE, DataTypes.StringType);

  private final SparkSession spark;
  private final Caller caller;
  private final int samples;
  private final String rows;

  /** A cohort of {@code samples}, written below {@code work}. */
  RandomCohort(SparkSession spark, Caller caller, int samples, Path work) {
    this.spark = spark;
    this.caller = caller;
    this.samples = samples;
    this.rows = work.resolve("rows").toUri().toString();
  }

  void write() {
    List<Position> sites = new ArrayList<>();
    caller.genes().forEach(gene -> sites.addAll(caller.definition(gene).sites()));
    spark
        .range(0, samples, 1, PARTS)
        .flatMap((FlatMapFunction<Long, Row>) sample -> rows(sample, sites), Encoders.row(CALLS))
        .write()
        .parquet(rows);
  }

  /** As the lake holds them, without calls of reference. */
  private static Iterator<Row> rows(long sample, List<Position> sites) {
    Random random = new Random(sample);
    List<Row> made = new ArrayList<>();
    for (int i = 0; i < sites.size(); i++) {
      Position site = sites.get(i);
      double frequency = RARE + COMMON * Math.pow(new Random(i).nextDouble(), SKEW);
      int first = random.nextDouble() < frequency ? 1 : 0;
      int second = random.nextDouble() < frequency ? 1 : 0;
      if (first + second > 0) {
        made.add(
            RowFactory.create(
                "S" + sample,
                site.contig(),
                site.position(),
                site.reference(),
                site.alternates().get(0),
                first + "/" + second,
                null));
      }
    }
    return made.iterator();
  }

  private ReferenceEntries reference() {
    return ReferenceEntries.of(
        caller.genes().stream()
            .flatMap(gene -> caller.definition(gene).sites().stream())
            .map(
                site ->
                    new ReferenceEntries.Row(
                        site.contig(), site.position(), site.reference(), site.alternates().get(0), 2))
            .toList());
  }

  Measured measure(String what) {
    Dataset<Row> names =
        spark
            .range(0, samples)
            .selectExpr("concat('S', id) AS sample_id", "cast(null AS INT) AS x_ploidy");
    return Measured.of(
        what,
        0,
        samples,
        () ->
            CohortCalls.of(
                    CohortVectors.of(spark.read().parquet(rows), names, reference(), caller),
                    spark.createDataFrame(List.<Row>of(), OUTSIDE),
                    caller)
                .write()
                .format("noop")
                .mode("overwrite")
                .save());
  }
}
