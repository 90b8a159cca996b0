package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** Polygenic scores of samples. */
public final class SampleScores {
  public static final String SOURCE = "source";
  public static final String SAMPLE_ID = "sample_id";
  public static final String SCORE_ID = "score_id";
  public static final String SUM = "sum";
  public static final String AVERAGE = "average";
  public static final String DENOMINATOR = "denominator";
  public static final String ALLELE_COUNT = "allele_count";
  public static final String DOSAGE_SUM = "dosage_sum";
  public static final String MATCHED = "matched";
  public static final String TOTAL = "total";
  public static final String EXPECTED = "expected";
  public static final String DEVIATION = "deviation";
  public static final String STANDARDISED = "standardised";
  public static final String METHOD = "method";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table(
              "clinical.polygenic_scores",
              "one row per sample and score that enough of its weights match")
          .required(SOURCE, DataTypes.StringType, "the source")
          .required(SAMPLE_ID, DataTypes.StringType, "sample name in the VCF")
          .required(SCORE_ID, DataTypes.StringType, "pgs_id of the scoring file, or its name")
          .required(SUM, DataTypes.DoubleType, "weights times copies of effect alleles")
          .optional(AVERAGE, DataTypes.DoubleType, "sum / denominator; null: that is 0")
          .required(DENOMINATOR, DataTypes.LongType, "alleles in the sum, those imputed included")
          .required(ALLELE_COUNT, DataTypes.LongType, "alleles in the sum that were called")
          .required(DOSAGE_SUM, DataTypes.DoubleType, "copies of effect alleles that were called")
          .required(MATCHED, DataTypes.IntegerType, "weights that count")
          .required(TOTAL, DataTypes.IntegerType, "weights of the scoring file")
          .optional(
              EXPECTED,
              DataTypes.DoubleType,
              "the sum expected of a sample of this ancestry; null: not standardised")
          .optional(
              DEVIATION,
              DataTypes.DoubleType,
              "standard deviation of sums at this ancestry; null: not standardised")
          .optional(
              STANDARDISED,
              DataTypes.DoubleType,
              "(sum - expected) / deviation; null: not standardised")
          .required(METHOD, DataTypes.StringType, "how it is standardised, or why it is not")
          .key(SOURCE, SAMPLE_ID, SCORE_ID)
          .slicedBy(SOURCE)
          .identifying(SAMPLE_ID)
          .build();

  private SampleScores() {}
}
