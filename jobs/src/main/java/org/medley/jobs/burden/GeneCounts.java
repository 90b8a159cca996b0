package org.medley.jobs.burden;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.GeneBurden;
import org.medley.features.contract.Genotypes;
import org.medley.features.contract.Samples;
import org.medley.features.contract.VariantAnnotations;
import org.medley.jobs.contract.Required;
import org.medley.jobs.genotype.SampleCalls;

/** Rare variants of each sample by gene. */
final class GeneCounts {
  private GeneCounts() {}

  /**
   * One row per sample, gene and mask, under {@code clinical.gene_burden}. A variant counts once in
   * a gene, of however many transcripts it is. Shuffles the calls once by variant, unless the masks
   * hold few, and counts of them by sample.
   *
   * @param masked as {@link MaskedVariants#of} gives them
   * @param genotypes {@code clinical.genotypes} of the source
   * @param samples {@code clinical.samples} of the source
   */
  static Dataset<Row> of(
      Dataset<Row> masked,
      Dataset<Row> genotypes,
      Dataset<Row> samples,
      BurdenSettings settings,
      String source) {
    Dataset<Row> wanted =
        settings.genes().isEmpty() ? masked : masked.where(MaskedVariants.isOf(settings.genes()));
    Dataset<Row> variants =
        wanted
            .select(VariantAnnotations.VARIANT_ID, MaskedVariants.GENE, MaskedVariants.MASK)
            .distinct();
    Dataset<Row> counts =
        SampleCalls.named(Calls.of(genotypes).join(variants, Genotypes.VARIANT_ID), samples)
            .groupBy(Samples.SAMPLE_ID, MaskedVariants.GENE, MaskedVariants.MASK)
            .agg(
                count_if(col(Calls.COPIES).gt(0)).as(GeneBurden.VARIANTS),
                sum(col(Calls.COPIES)).as(GeneBurden.COPIES),
                count_if(col(Calls.INCOMPLETE)).as(GeneBurden.MISSING))
            .withColumn(GeneBurden.SOURCE, lit(source));
    return Required.conform(GeneBurden.TABLE, counts);
  }
}
