package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** Which codes stand above others, over any number of levels. */
public final class CodeAncestors {
  public static final String CODE = "code";
  public static final String ANCESTOR = "ancestor";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("clinical.code_ancestors", "one row per code seen and code above it")
          .required(CODE, DataTypes.StringType, "SYSTEM//CODE of events")
          .required(ANCESTOR, DataTypes.StringType, "SYSTEM//CODE above it, at any level")
          .key(CODE, ANCESTOR)
          .build();

  private CodeAncestors() {}
}
