package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** Which rows of guidelines hold for which samples; {@link DrugGuidelines} has what they say. */
public final class PharmacogeneAdvice {
  public static final String SOURCE = "source";
  public static final String SAMPLE_ID = "sample_id";
  public static final String DRUG = "drug";
  public static final String GUIDELINE_ID = "guideline_id";
  public static final String RECOMMENDATION_ID = "recommendation_id";
  public static final String GENOTYPES = "genotypes";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table(
              "clinical.pharmacogene_advice",
              "one row per sample, drug and row of a guideline that holds, for all populations")
          .required(SOURCE, DataTypes.StringType, "the source")
          .required(SAMPLE_ID, DataTypes.StringType, "sample name in the VCF")
          .required(DRUG, DataTypes.StringType, "the drug, as the guideline names it")
          .required(GUIDELINE_ID, DataTypes.StringType, "the guideline")
          .required(RECOMMENDATION_ID, DataTypes.StringType, "its row")
          .required(
              GENOTYPES,
              DataTypes.createArrayType(DataTypes.StringType, false),
              "genes and diplotypes for which it holds, each choice a text; more than one where"
                  + " diplotypes are not told apart")
          .key(SOURCE, SAMPLE_ID, DRUG, GUIDELINE_ID, RECOMMENDATION_ID)
          .slicedBy(SOURCE)
          .identifying(SAMPLE_ID)
          .build();

  private PharmacogeneAdvice() {}
}
