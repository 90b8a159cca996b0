package org.medley.jobs.genotype;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.Samples;
import org.medley.jobs.contract.SamplePairs;

/** Pairs of samples of one source that are of one person, or of close relatives. */
public final class Kinship {
  private static final String HETEROZYGOUS = "heterozygous";
  private static final String HOMOZYGOUS = "homozygous_alt";
  private static final String MISSING = "missing";
  private static final String MARKERS = "markers";
  private static final String BLOCK = "block";
  private static final String CALLS = "calls";
  private static final String OTHER_BLOCK = "other_block";
  private static final String OTHER_CALLS = "other_calls";

  /** As many samples (8 kB each) are compared with as many others in one row. */
  private static final int BLOCK_SAMPLES = 512;

  /** So that small sources have rows for every core. */
  private static final int LEAST_BLOCKS = 6;

  private Kinship() {}

  /**
   * One row per pair of the third degree or less that the sites suffice to tell, under {@code
   * ops.sample_pairs}. Shuffles the genotypes of the markers by sample, then every block of samples
   * to all others: work grows with the square of the samples, which is what comparing all of them
   * means.
   *
   * @param builds the assembly of each source
   */
  public static Dataset<Row> of(
      Dataset<Row> variants,
      Dataset<Row> genotypes,
      Dataset<Row> samples,
      Map<String, String> builds) {
    Dataset<Row> markers = Markers.of(variants, builds);
    Dataset<Row> blocks = blocks(calls(markers, genotypes, samples), samples);
    Dataset<Row> others =
        blocks.select(col(Samples.SOURCE), col(BLOCK).as(OTHER_BLOCK), col(CALLS).as(OTHER_CALLS));
    Dataset<Row> pairs =
        blocks
            .join(others, new String[] {Samples.SOURCE})
            .where(col(BLOCK).leq(col(OTHER_BLOCK)))
            .join(
                markers.groupBy(Samples.SOURCE).agg(count(lit(1)).as(MARKERS)),
                new String[] {Samples.SOURCE})
            .select(
                col(Samples.SOURCE),
                col(MARKERS),
                col(BLOCK).equalTo(col(OTHER_BLOCK)),
                col(CALLS),
                col(OTHER_CALLS))
            .repartition(LEAST_BLOCKS * LEAST_BLOCKS)
            .flatMap(
                (FlatMapFunction<Row, Row>) Kinship::related,
                Encoders.row(SamplePairs.TABLE.schema()));
    return SamplePairs.TABLE.conform(pairs);
  }

  private static Dataset<Row> calls(
      Dataset<Row> markers, Dataset<Row> genotypes, Dataset<Row> samples) {
    Column diploid = col(Genotypes.PLOIDY).equalTo(2);
    Dataset<Row> sets =
        SampleCalls.numbered(
                genotypes.join(markers, new String[] {Genotypes.SOURCE, Genotypes.VARIANT_ID}))
            .groupBy(Genotypes.SOURCE, Samples.SAMPLE_NUMBER)
            .agg(
                numbers(diploid.and(col(Genotypes.DOSAGE).equalTo(1))).as(HETEROZYGOUS),
                numbers(diploid.and(col(Genotypes.DOSAGE).equalTo(2))).as(HOMOZYGOUS),
                numbers(col(Genotypes.DOSAGE).isNull().or(diploid.equalTo(false))).as(MISSING));
    return samples
        .join(sets, new String[] {Samples.SOURCE, Samples.SAMPLE_NUMBER}, "left")
        .select(
            col(Samples.SOURCE),
            col(Samples.SAMPLE_ID),
            col(Samples.SUBJECT_ID),
            bits(HETEROZYGOUS),
            bits(HOMOZYGOUS),
            bits(MISSING));
  }

  private static Column numbers(Column condition) {
    return collect_list(when(condition, col(Markers.NUMBER)));
  }

  private static Column bits(String numbers) {
    return MarkerBits.of(coalesce(col(numbers), lit(new int[0]))).as(numbers);
  }

  private static Dataset<Row> blocks(Dataset<Row> calls, Dataset<Row> samples) {
    Column many = greatest(lit((long) LEAST_BLOCKS), ceil(count(lit(1)).divide(BLOCK_SAMPLES)));
    Dataset<Row> sizes = samples.groupBy(Samples.SOURCE).agg(many.as(OTHER_BLOCK));
    return calls
        .join(broadcast(sizes), new String[] {Samples.SOURCE})
        .withColumn(BLOCK, pmod(xxhash64(col(Samples.SAMPLE_ID)), col(OTHER_BLOCK)))
        .groupBy(Samples.SOURCE, BLOCK)
        .agg(
            collect_list(
                    struct(
                        col(Samples.SAMPLE_ID),
                        col(Samples.SUBJECT_ID),
                        col(HETEROZYGOUS),
                        col(HOMOZYGOUS),
                        col(MISSING)))
                .as(CALLS));
  }

  private static Iterator<Row> related(Row blocks) {
    int markers = Math.toIntExact(blocks.getLong(1));
    boolean same = blocks.getBoolean(2);
    List<MarkerCalls> some = decoded(blocks.getList(3));
    List<MarkerCalls> others = same ? some : decoded(blocks.getList(4));
    List<Row> related = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      for (int j = same ? i + 1 : 0; j < others.size(); j++) {
        boolean sorted = some.get(i).sample().compareTo(others.get(j).sample()) < 0;
        MarkerCalls first = sorted ? some.get(i) : others.get(j);
        MarkerCalls second = sorted ? others.get(j) : some.get(i);
        MarkerCalls.Comparison found = first.with(second, markers);
        Relationship.of(found.kinship(), found.sites())
            .ifPresent(
                relationship ->
                    related.add(
                        RowFactory.create(
                            blocks.getString(0),
                            first.sample(),
                            second.sample(),
                            first.subject(),
                            second.subject(),
                            found.sites(),
                            found.kinship(),
                            relationship.label())));
      }
    }
    return related.iterator();
  }

  private static List<MarkerCalls> decoded(List<Row> rows) {
    return rows.stream()
        .map(
            row ->
                new MarkerCalls(
                    row.getString(0),
                    row.isNullAt(1) ? null : row.getLong(1),
                    words(row.getList(2)),
                    words(row.getList(3)),
                    words(row.getList(4))))
        .toList();
  }

  private static long[] words(List<Long> numbers) {
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }
}
