package org.medley.jobs.source.omop;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
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
      Set.of(CdmTables.PERSON, CdmTables.CONCEPT, CdmTables.ANCESTOR, CdmTables.LOCATION);
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
      Map<Field, String> fields = new EnumMap<>(Field.class);
      try {
        fill(fields, cells(row.getList(FIXED)), row.getString(FIXED - 1));
      } catch (RejectedLine rejected) {
        checked[STATE] = LineStates.QUARANTINED;
        checked[STATE + 1] = rejected.code();
        checked[STATE + 2] = rejected.getMessage();
      }
      int at = FIXED;
      for (Field field : Field.values()) {
        checked[at++] = fields.get(field);
      }
    }
    return RowFactory.create(checked);
  }

  /**
   * Reads the cells in the order of the fields, so that key and person are known of most rows that
   * are rejected.
   */
  private static void fill(Map<Field, String> fields, Map<Field, String> cells, String table)
      throws RejectedLine {
    for (Field field : Field.values()) {
      String cell = cells.get(field);
      fields.put(
          field,
          switch (field.kind()) {
            case ID -> CdmTexts.id(cell, field);
            case NUMBER -> CdmTexts.number(cell, field);
            case TIME -> null;
            case TEXT -> cell;
          });
    }
    if (table.equals(CdmTables.ANCESTOR)) {
      require(fields, Field.CONCEPT, "no-code", "the row gives no descendant");
      require(fields, Field.SOURCE_CONCEPT, "no-code", "the row gives no ancestor");
    } else {
      require(fields, Field.KEY, "no-key", "the row gives no key");
    }
    fillTimes(fields, cells, table);
    switch (table) {
      case CdmTables.CONCEPT -> {
        require(fields, Field.VOCABULARY, "no-code", "the concept gives no vocabulary");
        require(fields, Field.CODE, "no-code", "the concept gives no code");
      }
      case CdmTables.OBSERVATION_PERIOD -> {
        require(fields, Field.END_DAY, "no-date", "the period gives no end");
        if (fields.get(Field.END_DAY).compareTo(fields.get(Field.DAY)) < 0) {
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

  private static void fillTimes(Map<Field, String> fields, Map<Field, String> cells, String table)
      throws RejectedLine {
    CdmTexts.Time moment = time(cells, Field.MOMENT);
    fields.put(
        Field.DAY,
        table.equals(CdmTables.PERSON)
            ? CdmTexts.birth(
                moment,
                fields.get(Field.BIRTH_YEAR),
                fields.get(Field.BIRTH_MONTH),
                fields.get(Field.BIRTH_DAY))
            : CdmTexts.stated(time(cells, Field.DAY), moment));
    fields.put(
        Field.END_DAY, CdmTexts.stated(time(cells, Field.END_DAY), time(cells, Field.END_MOMENT)));
  }

  private static CdmTexts.Time time(Map<Field, String> cells, Field field) throws RejectedLine {
    return CdmTexts.time(cells.get(field), field);
  }

  private static void require(Map<Field, String> fields, Field field, String code, String reason)
      throws RejectedLine {
    if (fields.get(field) == null) {
      throw new RejectedLine(code, reason);
    }
  }

  private static Map<Field, String> cells(List<String> texts) {
    Map<Field, String> cells = new EnumMap<>(Field.class);
    Iterator<String> next = texts.iterator();
    for (Field field : Field.values()) {
      cells.put(field, next.next());
    }
    return cells;
  }

  private static StructType schema() {
    StructType schema = LineStates.COLUMNS.add(TableRows.TABLE, DataTypes.StringType, false);
    for (Field field : Field.values()) {
      schema = schema.add(field.column(), DataTypes.StringType, true);
    }
    return schema;
  }
}
