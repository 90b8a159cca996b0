package org.medley.jobs.source.table;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.jobs.source.LineStates;

/** Rows of tables as texts, before anything is known of what they mean. */
public final class TableRows {
  /** The table. */
  public static final String TABLE = "table";

  /** The texts of the asked columns, in their order; null where a cell is missing. */
  public static final String CELLS = "cells";

  /** {@link LineStates#COLUMNS}, then table and cells. A row counts as a line. */
  static final StructType SCHEMA =
      LineStates.COLUMNS
          .add(TABLE, DataTypes.StringType, false)
          .add(CELLS, DataTypes.createArrayType(DataTypes.StringType, true), true);

  private TableRows() {}
}
