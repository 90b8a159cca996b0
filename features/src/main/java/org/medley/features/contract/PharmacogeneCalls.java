package org.medley.features.contract;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** What is said of the pharmacogenes of samples, by PharmCAT's rules. */
public final class PharmacogeneCalls {
  public static final String SOURCE = "source";
  public static final String SAMPLE_ID = "sample_id";
  public static final String GENE = "gene";
  public static final String DIPLOTYPES = "diplotypes";
  public static final String PHENOTYPES = "phenotypes";
  public static final String ACTIVITY_SCORE = "activity_score";
  public static final String CALLED = "called";
  public static final String REASON = "reason";
  public static final String NOTES = "notes";
  public static final String DEFINITION_VERSION = "definition_version";

  private static final DataType TEXTS = DataTypes.createArrayType(DataTypes.StringType, false);

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("clinical.pharmacogene_calls", "one row per sample and pharmacogene")
          .required(SOURCE, DataTypes.StringType, "the source")
          .required(SAMPLE_ID, DataTypes.StringType, "sample name in the VCF")
          .required(GENE, DataTypes.StringType, "symbol")
          .required(
              DIPLOTYPES,
              TEXTS,
              "every diplotype that explains the calls as well as any other; empty: not called")
          .required(PHENOTYPES, TEXTS, "what follows from them, each once; empty: not known")
          .optional(
              ACTIVITY_SCORE,
              DataTypes.StringType,
              "as CPIC writes it; null: none, or not one for all diplotypes")
          .required(CALLED, DataTypes.BooleanType, "whether the gene is called")
          .optional(REASON, DataTypes.StringType, "why it is not; null: it is")
          .required(NOTES, TEXTS, "sentences on what to know of the call")
          .optional(
              DEFINITION_VERSION,
              DataTypes.StringType,
              "release of the definition, or of the phenotypes where another tool calls the gene;"
                  + " null: neither is known")
          .key(SOURCE, SAMPLE_ID, GENE)
          .slicedBy(SOURCE)
          .identifying(SAMPLE_ID)
          .build();

  private PharmacogeneCalls() {}
}
