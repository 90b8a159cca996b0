package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/**
 * Calls that differ from the reference, and missing calls; what is not here was called as
 * reference. One row holds all samples with the same call, as numbers: {@code
 * explode(sample_numbers)} gives them one by one, {@link Samples} has their names.
 */
public final class Genotypes {
  public static final String SOURCE = "source";
  public static final String VARIANT_ID = "variant_id";
  public static final String GENOTYPE = "genotype";
  public static final String DOSAGE = "dosage";
  public static final String PLOIDY = "ploidy";
  public static final String PHASED = "phased";
  public static final String SAMPLE_NUMBERS = "sample_numbers";
  public static final String PHASE_SETS = "phase_sets";
  public static final String QUALITIES = "qualities";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table(
              "clinical.genotypes",
              "one row per variant and call of it that is not homozygous reference")
          .required(SOURCE, DataTypes.StringType, "the source")
          .required(VARIANT_ID, DataTypes.StringType, "contig:position:ref:alt")
          .required(
              GENOTYPE,
              DataTypes.StringType,
              "the call as GT of this variant alone: 1 alt, 0 ref, . not called or another"
                  + " alternate (dosage is null only for the former)")
          .optional(
              DOSAGE,
              DataTypes.IntegerType,
              "copies of alt; null: no complete call, which is not reference")
          .required(PLOIDY, DataTypes.IntegerType, "alleles in the call; 0: nothing was called")
          .required(PHASED, DataTypes.BooleanType, "whether the call is phased")
          .required(
              SAMPLE_NUMBERS,
              DataTypes.createArrayType(DataTypes.IntegerType, false),
              "the samples of clinical.samples with this call, in ascending order")
          .required(
              PHASE_SETS,
              DataTypes.createArrayType(DataTypes.StringType, true),
              "PS of each, within which strands belong together; null: not stated; empty: of none")
          .required(
              QUALITIES,
              DataTypes.createArrayType(DataTypes.IntegerType, true),
              "GQ of each; null: not stated; empty: of none")
          .key(SOURCE, VARIANT_ID, GENOTYPE, DOSAGE, PLOIDY, PHASED)
          .slicedBy(SOURCE)
          .identifying(SAMPLE_NUMBERS)
          .build();

  private Genotypes() {}
}
