package org.medley.jobs.genotype;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.contract.Variants.ALLELE_COUNT;
import static org.medley.features.contract.Variants.ALLELE_NUMBER;
import static org.medley.features.contract.Variants.ALT;
import static org.medley.features.contract.Variants.CALLED;
import static org.medley.features.contract.Variants.DIPLOID;
import static org.medley.features.contract.Variants.HETEROZYGOUS;
import static org.medley.features.contract.Variants.HOMOZYGOUS_ALT;
import static org.medley.features.contract.Variants.MISSING;
import static org.medley.features.contract.Variants.REF;
import static org.medley.jobs.contract.VariantQuality.ALT_FREQUENCY;
import static org.medley.jobs.contract.VariantQuality.CALL_RATE;
import static org.medley.jobs.contract.VariantQuality.HARDY_WEINBERG_P;
import static org.medley.jobs.contract.VariantQuality.HOMOZYGOUS_REF;
import static org.medley.jobs.contract.VariantQuality.SUBSTITUTION;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.jobs.contract.Required;
import org.medley.jobs.contract.VariantQuality;

/** Quality control of variants, from what was counted when they were read. */
public final class VariantChecks {
  static final String TRANSITION = "transition";
  static final String TRANSVERSION = "transversion";

  private static final Object[] TRANSITIONS = {"AG", "GA", "CT", "TC"};

  private VariantChecks() {}

  /**
   * One row per row of {@code variants} (under {@code clinical.variants}), under {@code
   * ops.variant_quality}. Frequencies and the test count alleles as {@code bcftools +fill-tags}
   * does once the alternates of a record stand apart: known alleles of half a call count in the
   * frequency and not in the test. No shuffle; triggers no action.
   */
  public static Dataset<Row> of(Dataset<Row> variants) {
    Column homozygousRef = col(DIPLOID).minus(col(HETEROZYGOUS)).minus(col(HOMOZYGOUS_ALT));
    Dataset<Row> judged =
        variants
            .withColumn(CALL_RATE, callRate())
            .withColumn(ALT_FREQUENCY, altFrequency())
            .withColumn(HOMOZYGOUS_REF, homozygousRef)
            .withColumn(
                HARDY_WEINBERG_P,
                when(
                    col(DIPLOID).gt(0),
                    HardyWeinberg.of(col(HOMOZYGOUS_REF), col(HETEROZYGOUS), col(HOMOZYGOUS_ALT))))
            .withColumn(SUBSTITUTION, substitution());
    return Required.conform(VariantQuality.TABLE, judged);
  }

  /** Whether one base stands for another, and which kind; null: neither. */
  static Column substitution() {
    Column single =
        length(col(REF))
            .equalTo(1)
            .and(length(col(ALT)).equalTo(1))
            .and(col(ALT).isin("A", "C", "G", "T"))
            .and(col(REF).isin("A", "C", "G", "T"));
    return when(
        single,
        when(concat(col(REF), col(ALT)).isin(TRANSITIONS), TRANSITION)
            .otherwise(lit(TRANSVERSION)));
  }

  /** The share of samples with a complete call; null: there are none. */
  static Column callRate() {
    return share(col(CALLED), col(CALLED).plus(col(MISSING)));
  }

  /** The share of the alternate among the known alleles; null: none is known. */
  static Column altFrequency() {
    return share(col(ALLELE_COUNT), col(ALLELE_NUMBER));
  }

  static Column share(Column part, Column whole) {
    return when(whole.gt(0), part.divide(whole));
  }
}
