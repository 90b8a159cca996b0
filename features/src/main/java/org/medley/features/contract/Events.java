package org.medley.features.contract;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** Everything that was stated about subjects. */
public final class Events {
  public static final String SUBJECT_ID = "subject_id";
  public static final String TIME = "time";
  public static final String END_TIME = "end_time";
  public static final String AVAILABLE_TIME = "available_time";
  public static final String AVAILABLE_BASIS = "available_basis";
  public static final String TIME_PRECISION = "time_precision";
  public static final String SUPERSEDED_TIME = "superseded_time";
  public static final String CODE = "code";
  public static final String DOMAIN = "domain";
  public static final String NUMERIC_VALUE = "numeric_value";
  public static final String TEXT_VALUE = "text_value";
  public static final String UNIT = "unit";
  public static final String SOURCE_VALUE = "source_value";
  public static final String SOURCE_UNIT = "source_unit";
  public static final String DESCRIPTION = "description";
  public static final String ENCOUNTER_ID = "encounter_id";
  public static final String SOURCE = "source";
  public static final String SOURCE_TYPE = "source_type";
  public static final String SOURCE_ID = "source_id";
  public static final String SOURCE_PART = "source_part";
  public static final String SOURCE_VERSION = "source_version";

  /** The {@link #SOURCE_TYPE} of a drug exposure of OMOP whose type says that it was handed out. */
  public static final String OMOP_DISPENSING = "drug_exposure/dispensing";

  /** The {@link #SOURCE_TYPE} of records that a drug was handed out, and not only meant. */
  public static final List<String> DISPENSINGS = List.of("MedicationDispense", OMOP_DISPENSING);

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("clinical.events", "one row per clinical statement")
          .required(SUBJECT_ID, DataTypes.LongType, "the subject")
          .optional(TIME, DataTypes.TimestampType, "when it happened (UTC); null: static")
          .optional(
              END_TIME,
              DataTypes.TimestampType,
              "when it ended; null: a point in time, still going on or not stated")
          .optional(
              AVAILABLE_TIME,
              DataTypes.TimestampType,
              "when the record existed in the source; null only for static facts")
          .required(
              AVAILABLE_BASIS,
              DataTypes.StringType,
              "stated, encounter or assumed: where available_time comes from")
          .required(
              TIME_PRECISION,
              DataTypes.StringType,
              "year, month, day, instant, or static: what the source gave")
          .optional(
              SUPERSEDED_TIME,
              DataTypes.TimestampType,
              "when a newer version of the same record replaced this one; null: current")
          .required(CODE, DataTypes.StringType, "SYSTEM//CODE")
          .required(
              DOMAIN,
              DataTypes.StringType,
              "condition, drug, measurement, procedure, visit, device, imaging, questionnaire,"
                  + " allergy, immunization, genomic, death or admin")
          .optional(NUMERIC_VALUE, DataTypes.DoubleType, "null: no number stated")
          .optional(TEXT_VALUE, DataTypes.StringType, "null: no text or coded value stated")
          .optional(
              UNIT,
              DataTypes.StringType,
              "unit of numeric_value: the canonical UCUM unit of the code, or what the source said"
                  + " where there is none or no way to it; null: not stated")
          .optional(
              SOURCE_VALUE,
              DataTypes.DoubleType,
              "the number before its unit was converted; null: numeric_value is what was stated")
          .optional(
              SOURCE_UNIT,
              DataTypes.StringType,
              "the source's unit where it was converted; null: unit is what was stated")
          .optional(DESCRIPTION, DataTypes.StringType, "the source's words for the code")
          .optional(ENCOUNTER_ID, DataTypes.StringType, "the source's key of the encounter")
          .required(SOURCE, DataTypes.StringType, "the source")
          .required(
              SOURCE_TYPE, DataTypes.StringType, "type of the source record, such as Observation")
          .required(SOURCE_ID, DataTypes.StringType, "the source's key of the record")
          .required(SOURCE_PART, DataTypes.StringType, "part of the record; empty: the whole")
          .optional(SOURCE_VERSION, DataTypes.StringType, "version of the record; null: not stated")
          .key(SOURCE, SOURCE_TYPE, SOURCE_ID, SOURCE_PART)
          .slicedBy(SOURCE)
          .identifying(SUBJECT_ID, ENCOUNTER_ID, SOURCE_ID)
          .ranges()
          .texts(SOURCE_ID)
          .build();

  private Events() {}
}
