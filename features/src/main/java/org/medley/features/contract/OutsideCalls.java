package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** What other tools called of pharmacogenes, as the file outside.csv of a source states it. */
public final class OutsideCalls {
  public static final String SOURCE = "source";
  public static final String SAMPLE_ID = "sample_id";
  public static final String GENE = "gene";
  public static final String DIPLOTYPE = "diplotype";
  public static final String PHENOTYPE = "phenotype";
  public static final String ACTIVITY_SCORE = "activity_score";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("clinical.outside_calls", "one row per call of another tool")
          .required(SOURCE, DataTypes.StringType, "the source")
          .required(SAMPLE_ID, DataTypes.StringType, "sample name in the VCF")
          .required(GENE, DataTypes.StringType, "symbol")
          .optional(DIPLOTYPE, DataTypes.StringType, "such as *1/*4; null: not stated")
          .optional(PHENOTYPE, DataTypes.StringType, "as tables name it; null: not stated")
          .optional(ACTIVITY_SCORE, DataTypes.StringType, "as CPIC writes it; null: not stated")
          .slicedBy(SOURCE)
          .identifying(SAMPLE_ID)
          .build();

  private OutsideCalls() {}
}
