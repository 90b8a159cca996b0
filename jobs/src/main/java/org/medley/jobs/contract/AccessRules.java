package org.medley.jobs.contract;

import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.TableContract;

/** Who may see the rows that decisions publish, for a catalogue to grant and refuse by. */
public final class AccessRules {
  public static final String DECISION = "decision";
  public static final String TABLE_NAME = "table_name";
  public static final String ROLE = "role";
  public static final String PURPOSE = "purpose";
  public static final String PERSON_ROWS = "person_rows";
  public static final String PATIENT_PAGES = "patient_pages";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table(
              "published.access", "one row per decision, table with rows of its people, and role")
          .required(DECISION, DataTypes.StringType, "the decision")
          .required(
              TABLE_NAME,
              DataTypes.StringType,
              "a table in which rows with this decision are of single persons")
          .required(
              ROLE, DataTypes.StringType, "who may see them; empty: the decision names nobody")
          .optional(PURPOSE, DataTypes.StringType, "for what; null: not said")
          .required(
              PERSON_ROWS,
              DataTypes.BooleanType,
              "whether there are any; false: the decision says that none are written")
          .required(
              PATIENT_PAGES,
              DataTypes.BooleanType,
              "whether pages on single persons may be written")
          .key(DECISION, TABLE_NAME, ROLE)
          .slicedBy(DECISION)
          .build();

  private AccessRules() {}
}
