package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** The people that sources of tables declare, before it is decided who is the same person. */
public final class People {
  public static final String SOURCE = "source";
  public static final String SOURCE_SUBJECT_ID = "source_subject_id";
  public static final String IDENTIFIER_SYSTEM = "identifier_system";
  public static final String IDENTIFIER = "identifier";
  public static final String BIRTH_DATE = "birth_date";
  public static final String SEX = "sex";
  public static final String RACE = "race";
  public static final String ETHNICITY = "ethnicity";
  public static final String REGION = "region";
  public static final String DEATH_TIME = "death_time";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("clinical.people", "one row per source and person that it declares")
          .required(SOURCE, DataTypes.StringType, "the source")
          .required(SOURCE_SUBJECT_ID, DataTypes.StringType, "the source's own key of the person")
          .required(
              IDENTIFIER_SYSTEM,
              DataTypes.StringType,
              "system of the identifier that decides identity")
          .required(IDENTIFIER, DataTypes.StringType, "the identifier that decides identity")
          .optional(
              BIRTH_DATE,
              DataTypes.DateType,
              "null: not stated; partial dates take their first day")
          .optional(
              SEX,
              DataTypes.StringType,
              "administrative sex as stated (female, male, other, unknown); null: not stated")
          .optional(RACE, DataTypes.StringType, "as stated by the source; null: not stated")
          .optional(ETHNICITY, DataTypes.StringType, "as stated by the source; null: not stated")
          .optional(REGION, DataTypes.StringType, "region of residence; null: not stated")
          .optional(DEATH_TIME, DataTypes.TimestampType, "null: not known to have died")
          .key(SOURCE, SOURCE_SUBJECT_ID)
          .slicedBy(SOURCE)
          .identifying(SOURCE_SUBJECT_ID, IDENTIFIER, BIRTH_DATE, DEATH_TIME, REGION)
          .build();

  private People() {}
}
