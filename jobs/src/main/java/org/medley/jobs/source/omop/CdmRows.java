package org.medley.jobs.source.omop;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.source.LineStates;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.table.Checks;
import org.medley.jobs.source.table.Columns;
import org.medley.jobs.source.table.DelimitedRows;
import org.medley.jobs.source.table.ParquetFiles;
import org.medley.jobs.source.table.ParquetRows;
import org.medley.jobs.source.table.TableRows;

/** The rows of all tables together: one column for each {@link Field}, checked one by one. */
final class CdmRows {
  private CdmRows() {}

  /**
   * One row per row of the tables and blank line: {@link LineStates#COLUMNS}, the table, and the
   * fields as texts in one form. A row that lacks what every row of its table needs, or holds what
   * is no number or date, is rejected. Reads headers and footers on the driver; triggers no action.
   *
   * @throws org.medley.jobs.error.MedleyException with exit code 65 that names a missing column
   *     with its table
   */
  static Dataset<Row> read(SparkSession spark, CdmFiles files) {
    List<Dataset<Row>> parts = new ArrayList<>();
    List<SourceFile> delimited = new ArrayList<>();
    Map<String, Columns> asked = new HashMap<>();
    files
        .delimited()
        .forEach(
            (table, own) -> {
              delimited.addAll(own);
              own.forEach(file -> asked.put(file.name(), CdmTables.ALL.get(table).asked()));
            });
    if (!delimited.isEmpty()) {
      parts.add(DelimitedRows.read(spark, delimited, asked));
    }
    files
        .parquet()
        .forEach(
            (table, own) ->
                ParquetFiles.groups(spark, own)
                    .forEach(
                        group ->
                            parts.add(
                                ParquetRows.texts(
                                    ParquetFiles.read(spark, group),
                                    group.files().get(0).name(),
                                    CdmTables.ALL.get(table).asked()))));
    for (CdmFiles.Delta delta : files.delta()) {
      parts.add(
          ParquetRows.texts(
              ParquetFiles.readDelta(spark, delta.root(), delta.files()),
              delta.table(),
              CdmTables.ALL.get(delta.table()).asked()));
    }
    return checked(parts.stream().reduce(Dataset::union).orElseThrow());
  }

  private static Dataset<Row> checked(Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>();
    Arrays.stream(LineStates.COLUMNS.fieldNames()).forEach(name -> columns.add(col(name)));
    columns.add(col(TableRows.TABLE));
    for (Field field : Field.values()) {
      Column text = col(TableRows.CELLS).getItem(field.ordinal());
      columns.add(read(field, text).as(field.column()));
    }
    Dataset<Row> fields = rows.select(columns.toArray(Column[]::new));
    Checks checks = new Checks();
    problems(checks);
    return checks.reject(fields);
  }

  private static Column read(Field field, Column text) {
    return switch (field.kind()) {
      case ID -> CdmTexts.id(CdmTexts.stated(text));
      case NUMBER -> CdmTexts.stated(text);
      case TIME -> CdmTexts.time(CdmTexts.stated(text));
      case TEXT -> text;
    };
  }

  private static void problems(Checks checks) {
    Column dated = of(Field.DAY).isNotNull().or(of(Field.MOMENT).isNotNull());
    Column table = col(TableRows.TABLE);
    Column undated = table.isin(CdmTables.PERSON, CdmTables.CONCEPT, CdmTables.LOCATION);
    checks.add(of(Field.KEY).isNull(), "no-key", "the row gives no key");
    checks.add(
        of(Field.PERSON).isNull().and(not(undated)), "no-subject", "the row gives no person_id");
    checks.add(not(dated).and(not(undated)), "no-date", "the row gives no date");
    for (Field field : Field.values()) {
      String column = field.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
      Column bad =
          switch (field.kind()) {
            case ID -> not(CdmTexts.isId(of(field)));
            case NUMBER -> not(CdmTexts.isNumber(of(field)));
            case TIME -> not(CdmTexts.isTime(of(field)));
            case TEXT -> lit(false);
          };
      if (field.kind() == Field.Kind.TIME) {
        checks.add(
            bad, "bad-date", "the column for '" + column + "' holds no date or time that exists");
      } else if (field.kind() != Field.Kind.TEXT) {
        checks.add(bad, "bad-number", "the column for '" + column + "' holds no number");
      }
    }
    Column concept = table.equalTo(CdmTables.CONCEPT);
    checks.add(
        concept.and(of(Field.VOCABULARY).isNull().or(of(Field.CODE).isNull())),
        "no-code",
        "the concept gives no vocabulary or no code");
    checks.add(
        table.equalTo(CdmTables.PERSON).and(not(CdmTexts.isBirth(birth()))),
        "bad-date",
        "year, month and day of birth are no date");
    Column period = table.equalTo(CdmTables.OBSERVATION_PERIOD);
    checks.add(period.and(of(Field.END_DAY).isNull()), "no-date", "the period gives no end");
    checks.add(
        period.and(of(Field.END_DAY).lt(of(Field.DAY))),
        "end-before-start",
        "the period ends before it starts");
  }

  /** Text of the date of birth of rows of the table person. */
  static Column birth() {
    return CdmTexts.birth(
        of(Field.MOMENT), of(Field.BIRTH_YEAR), of(Field.BIRTH_MONTH), of(Field.BIRTH_DAY));
  }

  private static Column of(Field field) {
    return CdmTexts.of(field);
  }
}
