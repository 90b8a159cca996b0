package org.medley.jobs.contract;

import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Samples;
import org.medley.features.contract.TableContract;

/** Quality control of samples. */
public final class SampleQuality {
  public static final String VARIANTS = "variants";
  public static final String MISSING = "missing";
  public static final String CALL_RATE = "call_rate";
  public static final String CALLED = "autosomal_called";
  public static final String HETEROZYGOUS = "autosomal_heterozygous";
  public static final String INBREEDING = "inbreeding_f";
  public static final String TRANSITIONS = "transitions";
  public static final String TRANSVERSIONS = "transversions";
  public static final String X_CALLED = "x_called";
  public static final String X_HETEROZYGOUS = "x_heterozygous";
  public static final String X_INBREEDING = "x_inbreeding_f";
  public static final String INFERRED_SEX = "inferred_sex";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("ops.sample_quality", "one row per genotyped sample")
          .required(Samples.SOURCE, DataTypes.StringType, "the source")
          .required(Samples.SAMPLE_ID, DataTypes.StringType, "sample name in the VCF")
          .optional(Samples.SUBJECT_ID, DataTypes.LongType, "null: linked to nobody we know")
          .required(VARIANTS, DataTypes.LongType, "variants of the source")
          .required(MISSING, DataTypes.LongType, "of these, without a complete call")
          .optional(CALL_RATE, DataTypes.DoubleType, "share with one; null: no variants")
          .required(CALLED, DataTypes.LongType, "complete calls at autosomal sites of two alleles")
          .required(HETEROZYGOUS, DataTypes.LongType, "of these, heterozygous")
          .optional(
              INBREEDING,
              DataTypes.DoubleType,
              "excess of homozygous calls over the expected, F; null: none expected to differ")
          .required(TRANSITIONS, DataTypes.LongType, "transitions that the sample carries")
          .required(TRANSVERSIONS, DataTypes.LongType, "transversions that the sample carries")
          .required(
              X_CALLED,
              DataTypes.LongType,
              "calls on X outside of the pseudoautosomal regions with a known allele")
          .required(X_HETEROZYGOUS, DataTypes.LongType, "of these, heterozygous")
          .optional(X_INBREEDING, DataTypes.DoubleType, "F of these; null: none expected to differ")
          .optional(
              INFERRED_SEX,
              DataTypes.StringType,
              "male where F on X is above 0.8, female below 0.6; null: between, or too few sites")
          .key(Samples.SOURCE, Samples.SAMPLE_ID)
          .identifying(Samples.SAMPLE_ID, Samples.SUBJECT_ID)
          .build();

  private SampleQuality() {}
}
