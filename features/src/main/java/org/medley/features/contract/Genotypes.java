package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/**
 * Calls that differ from the reference, and missing calls; what is not here was called as
 * reference.
 */
public final class Genotypes {
  public static final String SOURCE = "source";
  public static final String SAMPLE_ID = "sample_id";
  public static final String VARIANT_ID = "variant_id";
  public static final String DOSAGE = "dosage";
  public static final String GENOTYPE = "genotype";
  public static final String PLOIDY = "ploidy";
  public static final String PHASED = "phased";
  public static final String PHASE_SET = "phase_set";
  public static final String QUALITY = "quality";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table(
              "clinical.genotypes",
              "one row per sample and variant that is not homozygous reference")
          .required(SOURCE, DataTypes.StringType, "the source")
          .required(SAMPLE_ID, DataTypes.StringType, "sample name in the VCF")
          .required(VARIANT_ID, DataTypes.StringType, "contig:position:ref:alt")
          .optional(
              DOSAGE,
              DataTypes.IntegerType,
              "copies of alt; null: no complete call, which is not reference")
          .required(
              GENOTYPE,
              DataTypes.StringType,
              "the call as GT of this variant alone: 1 alt, 0 ref, . not called or another"
                  + " alternate (dosage is null only for the former)")
          .required(PLOIDY, DataTypes.IntegerType, "alleles in the call; 0: nothing was called")
          .required(PHASED, DataTypes.BooleanType, "whether the call is phased")
          .optional(
              PHASE_SET,
              DataTypes.StringType,
              "PS of a phased call, within which strands belong together; null: not stated")
          .optional(QUALITY, DataTypes.IntegerType, "GQ; null: not stated")
          .key(SOURCE, SAMPLE_ID, VARIANT_ID)
          .slicedBy(SOURCE)
          .identifying(SAMPLE_ID)
          .build();

  private Genotypes() {}
}
