package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/**
 * What registries state of endpoints, of people by the source's own key: {@link Outcomes} before it
 * is known which subject a person is.
 */
public final class StatedOutcomes {
  public static final String SOURCE_SUBJECT_ID = "source_subject_id";

  /** The contract; columns not named here are those of {@link Outcomes}. */
  public static final TableContract TABLE =
      TableContract.table("clinical.stated_outcomes", "one row per person and endpoint of a source")
          .required(SOURCE_SUBJECT_ID, DataTypes.StringType, "the source's own key of the person")
          .columnsOf(Outcomes.TABLE, Outcomes.SUBJECT_ID)
          .key(Outcomes.SOURCE, SOURCE_SUBJECT_ID, Outcomes.ENDPOINT)
          .slicedBy(Outcomes.SOURCE)
          .identifying(SOURCE_SUBJECT_ID)
          .build();

  private StatedOutcomes() {}
}
