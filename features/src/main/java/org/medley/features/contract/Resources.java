package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** The source's own text of every current resource. */
public final class Resources {
  public static final String SOURCE = "source";
  public static final String TYPE = "type";
  public static final String ID = "id";
  public static final String VERSION = "version";
  public static final String LAST_UPDATED = "last_updated";
  public static final String FILE = "file";
  public static final String LINE = "line";
  public static final String RAW = "raw";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("clinical.resources", "one row per current FHIR resource")
          .required(SOURCE, DataTypes.StringType, "the source")
          .required(TYPE, DataTypes.StringType, "resource type")
          .required(ID, DataTypes.StringType, "resource id")
          .optional(VERSION, DataTypes.StringType, "meta.versionId; null: not stated")
          .optional(LAST_UPDATED, DataTypes.TimestampType, "meta.lastUpdated; null: not stated")
          .required(FILE, DataTypes.StringType, "file the resource was read from")
          .required(LINE, DataTypes.LongType, "line of that file, from 1")
          .required(RAW, DataTypes.StringType, "the exact text of the resource")
          .key(SOURCE, TYPE, ID)
          .slicedBy(SOURCE)
          .partitionedBy(TYPE)
          .identifying(ID, RAW)
          .build();

  private Resources() {}
}
