package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/**
 * The source's own text of every current resource. Replaced versions and deletions are in {@link
 * ResourceVersions}.
 */
public final class Resources {
  public static final String SOURCE = "source";
  public static final String TYPE = "type";
  public static final String ID = "id";
  public static final String VERSION = "version";
  public static final String LAST_UPDATED = "last_updated";
  public static final String SUBJECT_KEY = "subject_key";
  public static final String EXTRACT_TIME = "extract_time";
  public static final String LOAD = "load";
  public static final String CONTENT = "content";
  public static final String FILE = "file";
  public static final String LINE = "line";
  public static final String BYTE_OFFSET = "byte_offset";
  public static final String RAW = "raw";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("clinical.resources", "one row per current FHIR resource")
          .required(SOURCE, DataTypes.StringType, "the source")
          .required(TYPE, DataTypes.StringType, "resource type")
          .required(ID, DataTypes.StringType, "resource id")
          .optional(VERSION, DataTypes.StringType, "meta.versionId; null: not stated")
          .optional(LAST_UPDATED, DataTypes.TimestampType, "meta.lastUpdated; null: not stated")
          .optional(
              SUBJECT_KEY,
              DataTypes.StringType,
              "id of the Patient that it is about; null: of none, or not by a literal reference")
          .required(
              EXTRACT_TIME,
              DataTypes.TimestampType,
              "when the extract that brought it was made, as far as it is stated; else the end of"
                  + " the logical date of its load")
          .required(LOAD, DataTypes.LongType, "the load of its source that brought it, from 1")
          .required(CONTENT, DataTypes.LongType, "xxHash64 of the text")
          .required(FILE, DataTypes.StringType, "file the resource was read from")
          .required(LINE, DataTypes.LongType, "line of that file, from 1")
          .required(BYTE_OFFSET, DataTypes.LongType, "where that line starts, in unpacked bytes")
          .required(RAW, DataTypes.StringType, "the exact text of the resource")
          .key(SOURCE, TYPE, ID)
          .slicedBy(SOURCE)
          .partitionedBy(TYPE)
          .identifying(ID, SUBJECT_KEY, RAW)
          .ranges(LOAD)
          .texts(ID, RAW)
          .build();

  private Resources() {}
}
