package org.medley.jobs.pharmacogene.cohort;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pharmacogene.call.Caller;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;
import org.medley.jobs.pharmacogene.definition.Position;
import org.medley.jobs.pharmacogene.match.GenotypeVector;

/**
 * Pharmacogene calls of a cohort. The rows of each sample become one vector for each gene; the
 * samples with the same vector are gathered, the vector is solved, and its answer given to each of
 * them. Reads the calls once, and shuffles twice: rows by sample, samples by vector.
 */
public final class CohortCalls {
  private static final String ENTRY = "entry";
  private static final String VECTOR = "vector";
  private static final String PART = "part";
  private static final String SAMPLES = "samples";

  /** Samples with one vector are gathered in as many parts, so that no row grows too large. */
  private static final int PARTS = 16;

  /** A record may begin this far from the site that it tells of. */
  private static final int REACH = 1000;

  private static final StructType VECTORS =
      new StructType()
          .add(CohortRows.SAMPLE_ID, DataTypes.StringType, false)
          .add(CohortRows.GENE, DataTypes.StringType, false)
          .add(VECTOR, DataTypes.StringType, false);

  private final Caller caller;
  private final Broadcast<Caller> shared;

  private CohortCalls(Caller caller, Dataset<Row> calls) {
    this.caller = caller;
    shared =
        JavaSparkContext.fromSparkContext(calls.sparkSession().sparkContext()).broadcast(caller);
  }

  /**
   * One row for each of {@code samples} and each gene of which something is said, with the columns
   * sample_id, gene, diplotypes, phenotypes, activity_score, called, reason, notes and
   * definition_version of {@link CohortRows}. A gene that other tools called has what they say.
   *
   * @param calls rows of sites and samples: sample_id, contig, position, reference, alternate, call
   *     and phase_set, homozygous reference ones too, since what is not there was not called. Rows
   *     that were split from one site, an alternate each, are put together; where rows of a sample
   *     contradict one another the site counts as not called. Rows elsewhere than at sites of
   *     pharmacogenes are passed over, and so are those of other samples
   * @param samples sample_id, each once
   * @param outside what other tools called: sample_id, gene, diplotype, phenotype and
   *     activity_score; a gene may have several rows
   * @throws MedleyException with exit code 65 from an action on the result, wrapped by Spark, if a
   *     call is malformed
   */
  public static Dataset<Row> of(
      Dataset<Row> calls, Dataset<Row> samples, Dataset<Row> outside, Caller caller) {
    CohortCalls cohort = new CohortCalls(caller, calls);
    Dataset<Row> ofOthers = OutsideRows.calls(outside, caller);
    String[] key = {CohortRows.SAMPLE_ID, CohortRows.GENE};
    Dataset<Row> vectors =
        cohort.vectors(calls, samples).join(ofOthers.select(key[0], key[1]), key, "left_anti");
    return cohort.solved(vectors).unionByName(ofOthers);
  }

  private Dataset<Row> vectors(Dataset<Row> calls, Dataset<Row> samples) {
    Broadcast<Caller> known = shared;
    return calls
        .filter(nearGenes())
        .select(col(CohortRows.SAMPLE_ID), Entries.column().as(ENTRY))
        .union(
            samples.select(
                col(CohortRows.SAMPLE_ID), lit(null).cast(DataTypes.StringType).as(ENTRY)))
        .repartition(col(CohortRows.SAMPLE_ID))
        .sortWithinPartitions(col(CohortRows.SAMPLE_ID).asc(), col(ENTRY).asc_nulls_first())
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) rows -> new SampleVectors(rows, known.value()),
            Encoders.row(VECTORS));
  }

  /** Spans of genes, which a table sorted by place need not read beyond. */
  private Column nearGenes() {
    Column near = lit(false);
    for (String gene : caller.genes()) {
      GeneDefinition definition = caller.definition(gene);
      for (String contig :
          new TreeSet<>(definition.sites().stream().map(Position::contig).toList())) {
        List<Integer> places =
            definition.sites().stream()
                .filter(site -> site.contig().equals(contig))
                .map(Position::position)
                .sorted()
                .toList();
        Column within =
            col(CohortRows.POSITION)
                .between(places.get(0) - REACH, places.get(places.size() - 1) + REACH);
        near = near.or(col(CohortRows.CONTIG).equalTo(contig).and(within));
      }
    }
    return near;
  }

  private Dataset<Row> solved(Dataset<Row> vectors) {
    Broadcast<Caller> known = shared;
    StructType solved =
        CallRows.schema(VECTOR, CohortRows.GENE)
            .add(SAMPLES, DataTypes.createArrayType(DataTypes.StringType, false), false);
    return vectors
        .groupBy(
            col(VECTOR),
            col(CohortRows.GENE),
            pmod(xxhash64(col(CohortRows.SAMPLE_ID)), lit(PARTS)).as(PART))
        .agg(collect_list(col(CohortRows.SAMPLE_ID)).as(SAMPLES))
        .select(VECTOR, CohortRows.GENE, SAMPLES)
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
        vector.equals(SampleVectors.NO_VECTOR)
            ? caller.withoutCall(gene)
            : caller.call(gene, GenotypeVector.parse(vector, caller.definition(gene).sites())),
        (Object) row.<String>getList(2).toArray(String[]::new));
  }
}
