package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** People, with their current attributes. */
public final class Subjects {
  public static final String SUBJECT_ID = "subject_id";
  public static final String BIRTH_DATE = "birth_date";
  public static final String SEX = "sex";
  public static final String RACE = "race";
  public static final String ETHNICITY = "ethnicity";
  public static final String REGION = "region";
  public static final String DEATH_TIME = "death_time";
  public static final String CONSENT = "consent";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("clinical.subjects", "one row per person")
          .required(
              SUBJECT_ID,
              DataTypes.LongType,
              "surrogate of the person, stable across nights and sources")
          .optional(
              BIRTH_DATE,
              DataTypes.DateType,
              "null: not stated; partial dates take their first day")
          .optional(
              SEX,
              DataTypes.StringType,
              "administrative sex as stated (female, male, other, unknown); null: not stated")
          .optional(
              RACE, DataTypes.StringType, "as stated by the source; for audit, not for prediction")
          .optional(
              ETHNICITY,
              DataTypes.StringType,
              "as stated by the source; for audit, not for prediction")
          .optional(REGION, DataTypes.StringType, "current region of residence; never a feature")
          .optional(
              DEATH_TIME, DataTypes.TimestampType, "null: not known to have died; never a feature")
          .optional(CONSENT, DataTypes.StringType, "scope of use; null: as the site allows")
          .key(SUBJECT_ID)
          .identifying(SUBJECT_ID, BIRTH_DATE, DEATH_TIME, REGION)
          .build();

  private Subjects() {}
}
