package org.medley.jobs.source.omop;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.jobs.source.LineStates;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.table.TableRows;

/** Reads the texts of one row and says why it cannot be used, if so. */
final class CdmChecks {
  /** {@link LineStates#COLUMNS}, the table, and a text for each {@link Field}. */
  static final StructType SCHEMA = schema();

  private static final Set<String> UNDATED =
      Set.of(CdmTables.PERSON, CdmTables.CONCEPT, CdmTables.LOCATION);
  private static final int FIXED = LineStates.COLUMNS.length() + 1;
  private static final int STATE = LineStates.COLUMNS.fieldIndex(LineStates.STATE);

  private CdmChecks() {}

  /** The row of {@link #SCHEMA} for a row of {@link TableRows}. */
  static Row checked(Row row) {
    Object[] checked = new Object[SCHEMA.length()];
    for (int i = 0; i < FIXED; i++) {
      checked[i] = row.get(i);
    }
    if (LineStates.ACCEPTED.equals(checked[STATE])) {
      List<String> cells = row.getList(FIXED);
      String[] fields = new String[Field.values().length];
      try {
        fill(fields, cells, row.getString(FIXED - 1));
      } catch (RejectedLine rejected) {
        checked[STATE] = LineStates.QUARANTINED;
        checked[STATE + 1] = rejected.code();
        checked[STATE + 2] = rejected.getMessage();
      }
      System.arraycopy(fields, 0, checked, FIXED, fields.length);
    }
    return RowFactory.create(checked);
  }

  /**
   * Reads the cells in the order of the fields, so that key and person are known of most rows that
   * are rejected.
   */
  static void fill(String[] fields, List<String> cells, String table) throws RejectedLine {
    for (Field field : Field.values()) {
      String cell = cells.get(field.ordinal());
      fields[field.ordinal()] =
          switch (field.kind()) {
            case ID -> CdmTexts.id(cell, field);
            case NUMBER -> CdmTexts.number(cell, field);
            case TIME -> null;
            case TEXT -> cell;
          };
    }
    require(fields, Field.KEY, "no-key", "the row gives no key");
    fillTimes(fields, cells, table);
    switch (table) {
      case CdmTables.CONCEPT -> {
        require(fields, Field.VOCABULARY, "no-code", "the concept gives no vocabulary");
        require(fields, Field.CODE, "no-code", "the concept gives no code");
      }
      case CdmTables.OBSERVATION_PERIOD -> {
        require(fields, Field.END_DAY, "no-date", "the period gives no end");
        if (fields[Field.END_DAY.ordinal()].compareTo(fields[Field.DAY.ordinal()]) < 0) {
          throw new RejectedLine("end-before-start", "the period ends before it starts");
        }
      }
      default -> {}
    }
    if (!UNDATED.contains(table)) {
      require(fields, Field.PERSON, "no-subject", "the row gives no person_id");
      require(fields, Field.DAY, "no-date", "the row gives no date");
    }
  }

  private static void fillTimes(String[] fields, List<String> cells, String table)
      throws RejectedLine {
    CdmTexts.Time moment = time(cells, Field.MOMENT);
    fields[Field.DAY.ordinal()] =
        table.equals(CdmTables.PERSON)
            ? CdmTexts.birth(
                moment,
                fields[Field.BIRTH_YEAR.ordinal()],
                fields[Field.BIRTH_MONTH.ordinal()],
                fields[Field.BIRTH_DAY.ordinal()])
            : CdmTexts.stated(time(cells, Field.DAY), moment);
    fields[Field.END_DAY.ordinal()] =
        CdmTexts.stated(time(cells, Field.END_DAY), time(cells, Field.END_MOMENT));
  }

  private static CdmTexts.Time time(List<String> cells, Field field) throws RejectedLine {
    return CdmTexts.time(cells.get(field.ordinal()), field);
  }

  private static void require(String[] fields, Field field, String code, String reason)
      throws RejectedLine {
    if (fields[field.ordinal()] == null) {
      throw new RejectedLine(code, reason);
    }
  }

  private static StructType schema() {
    StructType schema = LineStates.COLUMNS.add(TableRows.TABLE, DataTypes.StringType, false);
    for (Field field : Field.values()) {
      schema = schema.add(field.column(), DataTypes.StringType, true);
    }
    return schema;
  }
}
