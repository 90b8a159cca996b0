package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/**
 * What {@link Resources} does not hold: versions of resources that a newer one replaced, or that
 * came too late, and deletions. Both tables together are the whole history.
 */
public final class ResourceVersions {
  public static final String DELETED = "deleted";
  public static final String SUPERSEDED_LOAD = "superseded_load";

  /** The contract; columns not named here are those of {@link Resources}. */
  public static final TableContract TABLE =
      TableContract.table(
              "clinical.resource_versions",
              "one row per replaced version or deletion of a resource")
          .required(Resources.SOURCE, DataTypes.StringType, "the source")
          .required(Resources.TYPE, DataTypes.StringType, "resource type")
          .required(Resources.ID, DataTypes.StringType, "resource id")
          .optional(Resources.VERSION, DataTypes.StringType, "meta.versionId; null: not stated")
          .optional(
              Resources.LAST_UPDATED,
              DataTypes.TimestampType,
              "meta.lastUpdated; null: not stated, or a deletion")
          .optional(
              Resources.SUBJECT_KEY,
              DataTypes.StringType,
              "id of the Patient that it is about; null: of none, not known, or a deletion")
          .required(
              Resources.EXTRACT_TIME,
              DataTypes.TimestampType,
              "when the extract that brought it was made")
          .required(Resources.LOAD, DataTypes.LongType, "the load that brought it, from 1")
          .required(Resources.CONTENT, DataTypes.LongType, "xxHash64 of the text")
          .required(Resources.FILE, DataTypes.StringType, "file it was read from")
          .required(Resources.LINE, DataTypes.LongType, "line of that file, from 1")
          .required(
              Resources.BYTE_OFFSET,
              DataTypes.LongType,
              "where that line starts, in unpacked bytes")
          .optional(Resources.RAW, DataTypes.StringType, "the exact text; null: a deletion")
          .required(DELETED, DataTypes.BooleanType, "whether it says that the resource is no more")
          .required(SUPERSEDED_LOAD, DataTypes.LongType, "the load that put it here")
          .key(
              Resources.SOURCE,
              Resources.TYPE,
              Resources.ID,
              Resources.LOAD,
              Resources.FILE,
              Resources.LINE)
          .slicedBy(Resources.SOURCE)
          .identifying(Resources.ID, Resources.SUBJECT_KEY, Resources.RAW)
          .build();

  private ResourceVersions() {}
}
