package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/**
 * What sources of tables state, of people by the source's own key: {@link Events} before it is
 * known which subject a person is, in the units of the source.
 */
public final class Statements {
  public static final String SOURCE_SUBJECT_ID = "source_subject_id";

  /** The contract; columns not named here are those of {@link Events}. */
  public static final TableContract TABLE =
      TableContract.table("clinical.statements", "one row per clinical statement of a table")
          .required(SOURCE_SUBJECT_ID, DataTypes.StringType, "the source's own key of the person")
          .columnsOf(Events.TABLE, Events.SUBJECT_ID, Events.SOURCE_VALUE, Events.SOURCE_UNIT)
          .key(Events.SOURCE, Events.SOURCE_TYPE, Events.SOURCE_ID, Events.SOURCE_PART)
          .slicedBy(Events.SOURCE)
          .identifying(SOURCE_SUBJECT_ID, Events.ENCOUNTER_ID, Events.SOURCE_ID)
          .build();

  private Statements() {}
}
