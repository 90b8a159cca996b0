package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** Every code seen in the events. */
public final class Codes {
  public static final String CODE = "code";
  public static final String DOMAIN = "domain";
  public static final String DESCRIPTION = "description";
  public static final String EVENTS = "events";
  public static final String SUBJECTS = "subjects";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("clinical.codes", "one row per code seen")
          .required(CODE, DataTypes.StringType, "SYSTEM//CODE")
          .required(DOMAIN, DataTypes.StringType, "domain of its events")
          .optional(DESCRIPTION, DataTypes.StringType, "the source's words, the most frequent one")
          .required(EVENTS, DataTypes.LongType, "events with this code")
          .required(SUBJECTS, DataTypes.LongType, "subjects with this code")
          .key(CODE, DOMAIN)
          .counts(SUBJECTS)
          .build();

  private Codes() {}
}
