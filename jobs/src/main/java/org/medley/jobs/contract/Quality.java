package org.medley.jobs.contract;

import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.TableContract;

/** How the data fare against the rules of data quality, in the shape of the OHDSI dashboard. */
public final class Quality {
  public static final String RULE = "rule";
  public static final String TABLE_NAME = "table_name";
  public static final String DESCRIPTION = "description";
  public static final String CATEGORY = "category";
  public static final String SEVERITY = "severity";
  public static final String DENOMINATOR = "denominator";
  public static final String VIOLATIONS = "violations";
  public static final String PERCENT = "percent";
  public static final String THRESHOLD = "threshold";
  public static final String PASSED = "passed";
  public static final String RUN_ID = "run_id";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("ops.quality", "one row per rule, and per code for rules on ranges")
          .required(RULE, DataTypes.StringType, "name of the rule; a rule on ranges: name/code")
          .required(TABLE_NAME, DataTypes.StringType, "the table that it judges")
          .required(DESCRIPTION, DataTypes.StringType, "the rule in words")
          .required(CATEGORY, DataTypes.StringType, "completeness, conformance or plausibility")
          .required(SEVERITY, DataTypes.StringType, "note, warn or block")
          .required(DENOMINATOR, DataTypes.LongType, "what the rule applies to: rows or codes")
          .required(VIOLATIONS, DataTypes.LongType, "of these, how many violate it")
          .optional(PERCENT, DataTypes.DoubleType, "0 to 100; null: the rule applies to nothing")
          .required(THRESHOLD, DataTypes.DoubleType, "the percentage that is tolerated")
          .required(PASSED, DataTypes.BooleanType, "whether no more than that violate it")
          .required(RUN_ID, DataTypes.StringType, "run that judged")
          .key(RULE, TABLE_NAME)
          .counts(DENOMINATOR, VIOLATIONS)
          .build();

  private Quality() {}
}
