package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/**
 * Stretches of the genome that were called as reference, as a gVCF states them (VCF 4.4, section
 * 5.5): what lies in none of them, and at no site of {@link Variants}, was not called. A call in
 * {@link Genotypes} at the same place stands above a block.
 */
public final class CallableBlocks {
  public static final String SOURCE = "source";
  public static final String SAMPLE_ID = "sample_id";
  public static final String CONTIG = "contig";
  public static final String START = "start_position";
  public static final String END = "end_position";
  public static final String MIN_DEPTH = "min_depth";
  public static final String MIN_QUALITY = "min_quality";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table(
              "clinical.callable_blocks",
              "one row per sample and stated block of reference; blocks may overlap")
          .required(SOURCE, DataTypes.StringType, "the source")
          .required(SAMPLE_ID, DataTypes.StringType, "sample name in the VCF")
          .required(CONTIG, DataTypes.StringType, "contig name without chr")
          .required(START, DataTypes.IntegerType, "1-based position of its first base")
          .required(END, DataTypes.IntegerType, "1-based position of its last base")
          .optional(MIN_DEPTH, DataTypes.IntegerType, "least reads, MIN_DP or DP; null: not stated")
          .optional(MIN_QUALITY, DataTypes.IntegerType, "least GQ; null: not stated")
          .key(SOURCE, SAMPLE_ID, CONTIG, START, END)
          .slicedBy(SOURCE)
          .identifying(SAMPLE_ID)
          .build();

  private CallableBlocks() {}
}
