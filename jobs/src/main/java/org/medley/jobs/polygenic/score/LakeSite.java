package org.medley.jobs.polygenic.score;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Variants;
import org.medley.jobs.polygenic.match.Match;
import org.medley.jobs.polygenic.match.SiteAlleles;
import org.medley.jobs.polygenic.match.SiteMatcher;
import org.medley.jobs.polygenic.match.WeightIndex;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.vcf.Call;
import org.medley.jobs.source.vcf.Contigs;

/**
 * A site as the VCF file stated it, put together again from the rows of its alternates. Alternates
 * that normalisation moved elsewhere still count as alternates here, so that the site stays one of
 * several alternates, whose weights do not count.
 */
final class LakeSite {
  private static final String ELSEWHERE = "<ELSEWHERE>";

  private final Row first;
  private final SiteAlleles alleles;

  private LakeSite(Row first, SiteAlleles alleles) {
    this.first = first;
    this.alleles = alleles;
  }

  /** The columns of variants that sites are made of. */
  static Column[] columns() {
    return Stream.of(
            Variants.VARIANT_ID,
            Variants.CONTIG,
            Variants.POSITION,
            Variants.RSID,
            Variants.REF,
            Variants.ALT,
            Variants.SITE_ALTERNATES,
            Variants.CALLED,
            Variants.DIPLOID,
            Variants.HETEROZYGOUS,
            Variants.HOMOZYGOUS_ALT,
            Variants.ALT_COPIES)
        .map(name -> col(name))
        .toArray(Column[]::new);
  }

  /** The sites of {@code variants}, rows of {@link #columns}, by place. */
  static List<LakeSite> of(List<Row> variants) {
    List<Row> sorted = new ArrayList<>(variants);
    sorted.sort(
        Comparator.comparing((Row row) -> row.getString(1))
            .thenComparing(row -> row.getInt(2))
            .thenComparing(row -> row.getString(0)));
    Map<String, List<Row>> grouped = new LinkedHashMap<>();
    for (Row row : sorted) {
      String place = row.getString(1) + ":" + row.getInt(2) + ":" + row.getString(4);
      String site = row.getInt(6) > 1 ? place : row.getString(0);
      grouped.computeIfAbsent(site, key -> new ArrayList<>()).add(row);
    }
    return grouped.values().stream().map(LakeSite::together).toList();
  }

  private static LakeSite together(List<Row> rows) {
    List<String> alternates = new ArrayList<>(rows.stream().map(row -> row.getString(5)).toList());
    if (rows.get(0).getInt(6) > alternates.size()) {
      alternates.add(ELSEWHERE);
    }
    return new LakeSite(rows.get(0), new SiteAlleles(rows.get(0).getString(4), alternates));
  }

  /** The matches of weights here. */
  List<Match> matches(SiteMatcher matcher, WeightIndex index) {
    String id = first.getString(3);
    return matcher.matches(
        index.near(Contigs.human(contig()), position(), id == null ? "." : id), alleles);
  }

  /** The variant's key; meant for sites of one alternate. */
  String variantId() {
    return first.getString(0);
  }

  String contig() {
    return first.getString(1);
  }

  int position() {
    return first.getInt(2);
  }

  /** Whether no sample was called with two alleles, so that reference calls are of one. */
  boolean isHaploid() {
    return first.getLong(7) > 0 && first.getLong(8) == 0;
  }

  /** The frequency of an allele over the calls of a site of one alternate. */
  double frequency(int allele) {
    Chromosome chromosome = Chromosome.of(Contigs.human(contig()));
    long called = first.getLong(7);
    long diploid = first.getLong(8);
    long heterozygous = first.getLong(9);
    long homozygous = first.getLong(10);
    long loneAlternates = first.getLong(11) - heterozygous - 2 * homozygous;
    long[] times = {
      diploid - heterozygous - homozygous,
      heterozygous,
      homozygous,
      called - diploid - loneAlternates,
      loneAlternates
    };
    List<Observation> distinct =
        Stream.of("0/0", "0/1", "1/1", "0", "1").map(text -> observed(chromosome, text)).toList();
    return Observation.frequency(distinct, times, allele, 2);
  }

  /** What the call {@code genotype} counts for where no sex is stated. */
  static Observation observed(Chromosome chromosome, String genotype) {
    try {
      return chromosome.observe(
          Call.of(genotype, 1), Sex.UNKNOWN, new PloidyRules(MaleX.TWO, HalfCalls.MISSING));
    } catch (RejectedLine e) {
      throw new IllegalArgumentException("no genotype: " + genotype, e);
    }
  }
}
