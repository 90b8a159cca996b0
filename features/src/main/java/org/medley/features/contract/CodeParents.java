package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** Hierarchies of codes as sources state them. */
public final class CodeParents {
  public static final String SOURCE = "source";
  public static final String CODE = "code";
  public static final String PARENT = "parent";
  public static final String ORIGIN = "origin";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("clinical.code_parents", "one row per source, code and code above it")
          .required(SOURCE, DataTypes.StringType, "the source")
          .required(CODE, DataTypes.StringType, "SYSTEM//CODE")
          .required(
              PARENT,
              DataTypes.StringType,
              "SYSTEM//CODE above it: of MEDS the next level, of OMOP every level")
          .required(
              ORIGIN, DataTypes.StringType, "where it is stated: concept_ancestor or codes.parquet")
          .key(SOURCE, CODE, PARENT)
          .slicedBy(SOURCE)
          .build();

  private CodeParents() {}
}
