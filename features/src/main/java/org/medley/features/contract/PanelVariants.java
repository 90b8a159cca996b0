package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** The variants that matter to care, as the panel of a source lists them, and what for. */
public final class PanelVariants {
  public static final String SOURCE = "source";
  public static final String VARIANT_ID = "variant_id";
  public static final String DESCRIPTION = "description";
  public static final String CLASSIFICATION = "classification";
  public static final String CLASSIFIED_TIME = "classified_time";
  public static final String SUPERSEDED_TIME = "superseded_time";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table(
              "clinical.panel_variants", "one row per variant of the panel and classification")
          .required(SOURCE, DataTypes.StringType, "the source")
          .required(VARIANT_ID, DataTypes.StringType, "contig:position:ref:alt")
          .optional(DESCRIPTION, DataTypes.StringType, "rsid, or words; null: not stated")
          .optional(
              CLASSIFICATION,
              DataTypes.StringType,
              "what the variant is held for, such as pathogenic; null: not stated")
          .optional(CLASSIFIED_TIME, DataTypes.TimestampType, "since when; null: always")
          .optional(
              SUPERSEDED_TIME,
              DataTypes.TimestampType,
              "when it was classified anew; null: this classification stands")
          .key(SOURCE, VARIANT_ID, CLASSIFIED_TIME)
          .slicedBy(SOURCE)
          .build();

  private PanelVariants() {}
}
