package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/**
 * What {@link Resources} does not hold: versions of resources that a newer one replaced, or that
 * came too late, and deletions. Both tables together are the whole history. The file of a deletion
 * is empty where no line states it: an extract of everything lacked the resource.
 */
public final class ResourceVersions {
  public static final String DELETED = "deleted";
  public static final String SUPERSEDED_LOAD = "superseded_load";

  /** The contract; columns not named here are those of {@link Resources}. */
  public static final TableContract TABLE =
      TableContract.table(
              "clinical.resource_versions",
              "one row per replaced version or deletion of a resource")
          .columnsOf(Resources.TABLE, Resources.RAW)
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
          .ranges(Resources.LOAD, SUPERSEDED_LOAD)
          .texts(Resources.ID, Resources.RAW)
          .build();

  private ResourceVersions() {}
}
