package org.medley.jobs.polygenic.ancestry;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.medley.features.contract.Variants;
import org.medley.jobs.source.vcf.GenomeBuild;

/**
 * The variants that components may be made of: single bases at autosomal sites of two alleles, the
 * rarer of at least 5 percent, every call of two alleles and 98 percent of samples called; one per
 * 100,000 bases, and outside of three regions where long haplotypes would make a component of their
 * own (Price et al., Am J Hum Genet 2008;83:132): the major histocompatibility complex, the
 * inversion on 8p23 and lactase. Of more than {@value #MOST} those of the lowest digest of their
 * name are taken, so that the choice is the same each time.
 *
 * @param ids their keys, by contig and position
 * @param contigs of each
 * @param positions of each
 */
record AncestryMarkers(List<String> ids, List<String> contigs, List<Integer> positions) {
  /** As many at most: their pairs are counted in one task's memory. */
  static final int MOST = 2_000;

  private static final double RAREST = 0.05;
  private static final double CALL_RATE = 0.98;
  private static final int APART = 100_000;
  private static final Object[] BASES = {"A", "C", "G", "T"};
  private static final Object[] AUTOSOMES =
      IntStream.rangeClosed(1, 22).mapToObj(Integer::toString).toArray();

  /** Contig, first and last megabase; they hold both assemblies' places. */
  private static final Map<GenomeBuild, List<int[]>> LONG_HAPLOTYPES =
      Map.of(
          GenomeBuild.GRCH37,
          List.of(new int[] {6, 25, 34}, new int[] {8, 8, 12}, new int[] {2, 134, 138}),
          GenomeBuild.GRCH38,
          List.of(new int[] {6, 25, 34}, new int[] {8, 7, 12}, new int[] {2, 133, 137}));

  /** Markers with lists of their own. */
  AncestryMarkers {
    ids = List.copyOf(ids);
    contigs = List.copyOf(contigs);
    positions = List.copyOf(positions);
  }

  /** Those among {@code variants} of one source. Shuffles the variants; one action. */
  static AncestryMarkers of(Dataset<Row> variants, GenomeBuild build) {
    Column digest = xxhash64(col(Variants.VARIANT_ID));
    Column rank =
        row_number()
            .over(
                Window.partitionBy(
                        col(Variants.CONTIG), floor(col(Variants.POSITION).divide(APART)))
                    .orderBy(digest, col(Variants.VARIANT_ID)));
    List<Row> chosen =
        new ArrayList<>(
            variants
                .where(isUsable(build))
                .select(
                    col(Variants.VARIANT_ID),
                    col(Variants.CONTIG),
                    col(Variants.POSITION),
                    rank.as("rank"))
                .where(col("rank").equalTo(1))
                .orderBy(digest, col(Variants.VARIANT_ID))
                .limit(MOST)
                .collectAsList());
    chosen.sort(
        Comparator.comparing((Row row) -> Integer.parseInt(row.getString(1)))
            .thenComparing(row -> row.getInt(2))
            .thenComparing(row -> row.getString(0)));
    return new AncestryMarkers(
        chosen.stream().map(row -> row.getString(0)).toList(),
        chosen.stream().map(row -> row.getString(1)).toList(),
        chosen.stream().map(row -> row.getInt(2)).toList());
  }

  private static Column isUsable(GenomeBuild build) {
    Column samples = col(Variants.CALLED).plus(col(Variants.MISSING));
    Column frequency = col(Variants.ALT_COPIES).divide(col(Variants.CALLED).multiply(2));
    Column usable =
        col(Variants.CONTIG)
            .isin(AUTOSOMES)
            .and(col(Variants.SITE_ALTERNATES).equalTo(1))
            .and(col(Variants.REF).isin(BASES))
            .and(col(Variants.ALT).isin(BASES))
            .and(col(Variants.CALLED).gt(0))
            .and(col(Variants.DIPLOID).equalTo(col(Variants.CALLED)))
            .and(col(Variants.CALLED).geq(samples.multiply(CALL_RATE)));
    for (int[] region : LONG_HAPLOTYPES.get(build)) {
      Column within = col(Variants.POSITION).between(region[1] * 1_000_000, region[2] * 1_000_000);
      usable =
          usable.and(not(col(Variants.CONTIG).equalTo(Integer.toString(region[0])).and(within)));
    }
    return usable.and(
        when(col(Variants.CALLED).gt(0), frequency.between(RAREST, 1 - RAREST)).otherwise(false));
  }

  int size() {
    return ids.size();
  }
}
