package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** The rows of the guidelines on drugs and genes that the site has. */
public final class DrugGuidelines {
  public static final String SOURCE = "source";
  public static final String GUIDELINE_ID = "guideline_id";
  public static final String RECOMMENDATION_ID = "recommendation_id";
  public static final String GUIDELINE = "guideline";
  public static final String BODY = "body";
  public static final String URL = "url";
  public static final String VERSION = "version";
  public static final String POPULATION = "population";
  public static final String STRENGTH = "strength";
  public static final String IMPLICATIONS = "implications";
  public static final String RECOMMENDATION = "recommendation";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("clinical.drug_guidelines", "one row per row of a guideline")
          .required(SOURCE, DataTypes.StringType, "the source for whose samples it was looked up")
          .required(GUIDELINE_ID, DataTypes.StringType, "the guideline")
          .required(RECOMMENDATION_ID, DataTypes.StringType, "its row")
          .required(GUIDELINE, DataTypes.StringType, "name of the guideline")
          .required(BODY, DataTypes.StringType, "who wrote it: CPIC or DPWG")
          .optional(URL, DataTypes.StringType, "where to read it; null: not stated")
          .optional(VERSION, DataTypes.StringType, "its release; null: not stated")
          .optional(
              POPULATION,
              DataTypes.StringType,
              "whom the row is for, such as pediatrics; null: it does not say")
          .optional(
              STRENGTH,
              DataTypes.StringType,
              "how strongly it is recommended; null: it does not say")
          .required(
              IMPLICATIONS,
              DataTypes.createArrayType(DataTypes.StringType, false),
              "what the genotype means, for each gene")
          .optional(RECOMMENDATION, DataTypes.StringType, "what to do, in HTML; null: nothing said")
          .key(SOURCE, GUIDELINE_ID, RECOMMENDATION_ID)
          .slicedBy(SOURCE)
          .build();

  private DrugGuidelines() {}
}
