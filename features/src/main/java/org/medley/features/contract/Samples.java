package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** Genotyped samples and whose they are. */
public final class Samples {
  public static final String SOURCE = "source";
  public static final String SAMPLE_ID = "sample_id";
  public static final String SAMPLE_NUMBER = "sample_number";
  public static final String SUBJECT_ID = "subject_id";
  public static final String COLLECTED_TIME = "collected_time";
  public static final String COLLECTED_PRECISION = "collected_precision";
  public static final String REPORTED_TIME = "reported_time";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("clinical.samples", "one row per genotyped sample")
          .required(SOURCE, DataTypes.StringType, "the source")
          .required(SAMPLE_ID, DataTypes.StringType, "sample name in the VCF")
          .required(
              SAMPLE_NUMBER,
              DataTypes.IntegerType,
              "from 0, in the order of the names; clinical.genotypes of the source uses it")
          .optional(
              SUBJECT_ID,
              DataTypes.LongType,
              "null: the link file does not name the sample, or names nobody we know")
          .optional(
              COLLECTED_TIME,
              DataTypes.TimestampType,
              "when the specimen was taken; null: not stated")
          .optional(
              COLLECTED_PRECISION,
              DataTypes.StringType,
              "day or instant: how collected_time was stated; null: it was not")
          .optional(
              REPORTED_TIME,
              DataTypes.TimestampType,
              "when the genotype became known; null: not stated")
          .key(SOURCE, SAMPLE_ID)
          .slicedBy(SOURCE)
          .identifying(SAMPLE_ID, SUBJECT_ID)
          .build();

  private Samples() {}
}
