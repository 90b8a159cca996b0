package org.medley.jobs.genotype;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.Samples;
import org.medley.features.contract.Variants;

/**
 * How many copies a call of reference stands for. {@code clinical.genotypes} has no row for it, so
 * that is told from the site, where all complete calls have one ploidy, and else from the sample's
 * other calls on that contig outside of the pseudoautosomal regions.
 */
public final class ReferencePloidy {
  /** One or two copies. */
  public static final String PLOIDY = "reference_ploidy";

  private static final Object[] HAPLOID = {"Y", "MT"};

  private ReferencePloidy() {}

  /** Of a row of {@code clinical.variants}; null where samples differ. */
  public static Column ofSite() {
    return when(col(Variants.CALLED).equalTo(col(Variants.DIPLOID)), 2)
        .when(col(Variants.DIPLOID).equalTo(0), 1);
  }

  /**
   * One row per sample and contig with sites at which samples differ, sample_id, contig and {@link
   * #PLOIDY}: what most of its calls at these have. A sample without any row there has none here;
   * see {@link #where}. Shuffles the calls at these sites by sample.
   *
   * @param variants of one source
   * @param genotypes of the same
   * @param samples of the same
   * @param builds the assembly of the source
   */
  public static Dataset<Row> ofSamples(
      Dataset<Row> variants,
      Dataset<Row> genotypes,
      Dataset<Row> samples,
      Map<String, String> builds) {
    Dataset<Row> differing =
        variants
            .where(ofSite().isNull().and(not(Region.isShared(builds))))
            .select(Variants.VARIANT_ID, Variants.CONTIG);
    Column haploid = count_if(col(Genotypes.PLOIDY).equalTo(1));
    Column diploid = count_if(col(Genotypes.PLOIDY).equalTo(2));
    Dataset<Row> calls =
        genotypes.where(col(Genotypes.PLOIDY).between(1, 2)).join(differing, Variants.VARIANT_ID);
    return SampleCalls.named(calls, samples)
        .groupBy(col(Samples.SAMPLE_ID), col(Variants.CONTIG))
        .agg(when(haploid.gt(diploid), 1).otherwise(2).as(PLOIDY));
  }

  /**
   * Of a sample at a site, a row of {@code clinical.variants} beside what is known of the sample.
   *
   * @param builds the assembly of the source
   * @param sample as {@link #ofSamples} says; null: it has no row on the contig
   */
  public static Column where(Map<String, String> builds, Column sample) {
    return coalesce(
        ofSite(),
        when(not(Region.isShared(builds)), sample),
        when(col(Variants.CONTIG).isin(HAPLOID), 1).otherwise(lit(2)));
  }
}
