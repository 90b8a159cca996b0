package org.medley.jobs.pharmacogene.cohort;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Spliterators;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.pharmacogene.call.Caller;
import org.medley.jobs.pharmacogene.definition.GeneDefinition;
import org.medley.jobs.pharmacogene.definition.Position;
import org.medley.jobs.pharmacogene.match.GenotypeVector;

/**
 * Pharmacogene calls of a cohort. The rows of each sample become one vector for each gene; each
 * distinct vector is solved once, however many samples have it, and its answer joined back. Reads
 * the calls once, and shuffles twice: rows by sample, vectors by themselves.
 */
public final class CohortCalls {
  private static final String ROWS = "rows";
  private static final String VECTOR = "vector";

  /** Of a gene that is not called from vectors. */
  private static final String NO_VECTOR = "";

  /** A record may begin this far before the site that it tells of. */
  private static final int REACH = 1000;

  private static final StructType VECTORS =
      new StructType()
          .add(CohortRows.SAMPLE_ID, DataTypes.StringType, false)
          .add(CohortRows.GENE, DataTypes.StringType, false)
          .add(VECTOR, DataTypes.StringType, false);

  private final Caller caller;

  private CohortCalls(Caller caller) {
    this.caller = caller;
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
   *     pharmacogenes are passed over
   * @param samples sample_id, each once
   * @param outside what other tools called: sample_id, gene, diplotype, phenotype and
   *     activity_score; a gene may have several rows
   * @throws MedleyException with exit code 65 from an action on the result, wrapped by Spark, if a
   *     call is malformed
   */
  public static Dataset<Row> of(
      Dataset<Row> calls, Dataset<Row> samples, Dataset<Row> outside, Caller caller) {
    CohortCalls cohort = new CohortCalls(caller);
    Dataset<Row> ofOthers = OutsideRows.calls(outside, caller);
    Dataset<Row> vectors =
        cohort
            .vectors(calls, samples)
            .join(
                ofOthers.select(CohortRows.SAMPLE_ID, CohortRows.GENE),
                cohort.key(CohortRows.SAMPLE_ID),
                "left_anti");
    return vectors
        .join(cohort.solved(vectors), cohort.key(VECTOR))
        .select(cohort.columns())
        .unionByName(ofOthers.select(cohort.columns()));
  }

  private String[] key(String other) {
    return new String[] {other, CohortRows.GENE};
  }

  private Column[] columns() {
    List<Column> columns = new ArrayList<>();
    for (String name : CallRows.schema(CohortRows.SAMPLE_ID, CohortRows.GENE).fieldNames()) {
      columns.add(col(name));
    }
    return columns.toArray(Column[]::new);
  }

  private Dataset<Row> vectors(Dataset<Row> calls, Dataset<Row> samples) {
    Column row =
        struct(
            col(CohortRows.CONTIG),
            col(CohortRows.POSITION).cast(DataTypes.IntegerType).as(CohortRows.POSITION),
            col(CohortRows.REFERENCE),
            col(CohortRows.ALTERNATE),
            col(CohortRows.CALL),
            col(CohortRows.PHASE_SET));
    Dataset<Row> bySample =
        calls
            .filter(nearGenes())
            .groupBy(CohortRows.SAMPLE_ID)
            .agg(array_sort(collect_list(row)).as(ROWS));
    Broadcast<Caller> shared = broadcast(calls);
    return samples
        .select(CohortRows.SAMPLE_ID)
        .join(bySample, new String[] {CohortRows.SAMPLE_ID}, "left")
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) rows -> vectors(rows, shared.value()),
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
        near =
            near.or(
                col(CohortRows.CONTIG)
                    .equalTo(contig)
                    .and(
                        col(CohortRows.POSITION)
                            .between(
                                places.get(0) - REACH, places.get(places.size() - 1) + REACH)));
      }
    }
    return near;
  }

  private static Iterator<Row> vectors(Iterator<Row> rows, Caller caller) {
    Vectors vectors = new Vectors(caller);
    Set<String> others = new TreeSet<>(caller.reportedGenes());
    others.removeAll(caller.genes());
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false)
        .flatMap(
            row -> {
              Map<String, String> made = vectors.of(row.isNullAt(1) ? List.of() : row.getList(1));
              others.forEach(gene -> made.put(gene, NO_VECTOR));
              return made.entrySet().stream()
                  .map(one -> RowFactory.create(row.getString(0), one.getKey(), one.getValue()));
            })
        .iterator();
  }

  private Dataset<Row> solved(Dataset<Row> vectors) {
    Broadcast<Caller> shared = broadcast(vectors);
    return vectors
        .select(VECTOR, CohortRows.GENE)
        .distinct()
        .map(
            (MapFunction<Row, Row>)
                row -> solve(row.getString(0), row.getString(1), shared.value()),
            Encoders.row(CallRows.schema(VECTOR, CohortRows.GENE)));
  }

  private static Row solve(String vector, String gene, Caller caller) {
    return CallRows.row(
        vector,
        gene,
        vector.equals(NO_VECTOR)
            ? caller.withoutCall(gene)
            : caller.call(gene, GenotypeVector.parse(vector)));
  }

  private Broadcast<Caller> broadcast(Dataset<Row> dataset) {
    return JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext())
        .broadcast(caller);
  }
}
