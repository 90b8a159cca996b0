package org.medley.jobs.contract;

import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.TableContract;
import org.medley.features.contract.Variants;

/** Quality control of variants. */
public final class VariantQuality {
  public static final String CALL_RATE = "call_rate";
  public static final String ALT_FREQUENCY = "alt_frequency";
  public static final String HOMOZYGOUS_REF = "homozygous_ref";
  public static final String HARDY_WEINBERG_P = "hardy_weinberg_p";
  public static final String SUBSTITUTION = "substitution";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("ops.variant_quality", "one row per site and alternate allele")
          .required(Variants.SOURCE, DataTypes.StringType, "the source")
          .required(Variants.VARIANT_ID, DataTypes.StringType, "contig:position:ref:alt")
          .required(Variants.CONTIG, DataTypes.StringType, "contig name without chr")
          .required(Variants.CALLED, DataTypes.LongType, "samples with a complete call")
          .required(Variants.MISSING, DataTypes.LongType, "samples without a complete call")
          .optional(CALL_RATE, DataTypes.DoubleType, "called / all; null: no samples")
          .required(
              Variants.ALLELE_NUMBER,
              DataTypes.LongType,
              "known alleles, those of incomplete calls included (AN)")
          .required(Variants.ALLELE_COUNT, DataTypes.LongType, "copies of alt among these (AC)")
          .optional(
              ALT_FREQUENCY,
              DataTypes.DoubleType,
              "allele_count / allele_number; null: no allele is known")
          .required(
              HOMOZYGOUS_REF,
              DataTypes.LongType,
              "complete calls of two alleles without a copy of alt")
          .required(Variants.HETEROZYGOUS, DataTypes.LongType, "of these, with one copy")
          .required(Variants.HOMOZYGOUS_ALT, DataTypes.LongType, "of these, with two")
          .optional(
              HARDY_WEINBERG_P,
              DataTypes.DoubleType,
              "exact test of Hardy-Weinberg equilibrium; null: no call of two alleles")
          .optional(
              SUBSTITUTION,
              DataTypes.StringType,
              "transition or transversion; null: not one base for another")
          .key(Variants.SOURCE, Variants.VARIANT_ID)
          .counts(
              Variants.CALLED,
              Variants.MISSING,
              Variants.ALLELE_NUMBER,
              Variants.ALLELE_COUNT,
              HOMOZYGOUS_REF,
              Variants.HETEROZYGOUS,
              Variants.HOMOZYGOUS_ALT)
          .build();

  private VariantQuality() {}
}
