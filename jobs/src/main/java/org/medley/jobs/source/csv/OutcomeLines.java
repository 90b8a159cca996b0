package org.medley.jobs.source.csv;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Outcomes;
import org.medley.features.contract.SubjectLinks;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.SourceFile;

/** The lines of a registry's files, read by its mapping. */
final class OutcomeLines {
  /** Entry in microseconds since 1970. */
  static final String ENTRY_MICROS = "entry_micros";

  /** Time of the status in microseconds since 1970. */
  static final String TIME_MICROS = "time_micros";

  private static final StructType VALUES =
      new StructType()
          .add(SubjectLinks.IDENTIFIER, DataTypes.StringType)
          .add(Outcomes.ENDPOINT, DataTypes.StringType)
          .add(ENTRY_MICROS, DataTypes.LongType)
          .add(TIME_MICROS, DataTypes.LongType)
          .add(Outcomes.STATUS, DataTypes.StringType)
          .add(Outcomes.ARM, DataTypes.StringType);

  private OutcomeLines() {}

  /**
   * One row per data line, with identifier, endpoint, entry, time, status and arm. Triggers no
   * action.
   *
   * @throws org.medley.jobs.error.MedleyException with exit code 65 that names a missing column
   */
  static Dataset<Row> read(SparkSession spark, List<SourceFile> files, OutcomeMapping mapping) {
    return CsvRows.read(
        spark,
        files,
        mapping.delimiter(),
        mapping.columns(),
        VALUES,
        cells -> values(cells, mapping));
  }

  /**
   * The values of one line, in the order of the columns.
   *
   * @throws RejectedLine if the line lacks what an outcome needs, or contradicts itself
   */
  static Object[] values(CsvHeader.Cells cells, OutcomeMapping mapping) throws RejectedLine {
    String identifier = required(cells, mapping, mapping.subject(), "no-subject", "person");
    String endpoint =
        mapping.endpoint().column() == null
            ? mapping.endpoint().constant()
            : required(cells, mapping, mapping.endpoint().column(), "no-endpoint", "endpoint");
    String status = mapping.statuses().get(cells.get(mapping.status()));
    if (status == null) {
      throw new RejectedLine("unknown-status", "the mapping does not explain the line's status");
    }
    String time = required(cells, mapping, mapping.time().column(), "no-date", "date of status");
    long timeMicros = mapping.time().format().parse(time).micros();
    Long entryMicros = entry(cells, mapping);
    if (entryMicros != null && timeMicros < entryMicros) {
      throw new RejectedLine("status-before-entry", "the status is dated before the entry");
    }
    String arm = mapping.arm() == null ? null : stated(cells, mapping, mapping.arm());
    return new Object[] {identifier, endpoint, entryMicros, timeMicros, status, arm};
  }

  private static Long entry(CsvHeader.Cells cells, OutcomeMapping mapping) throws RejectedLine {
    if (mapping.entry() == null) {
      return null;
    }
    String text = stated(cells, mapping, mapping.entry().column());
    return text == null ? null : (Long) mapping.entry().format().parse(text).micros();
  }

  private static String required(
      CsvHeader.Cells cells, OutcomeMapping mapping, String column, String code, String what)
      throws RejectedLine {
    String text = stated(cells, mapping, column);
    if (text == null) {
      throw new RejectedLine(code, "the line gives no " + what);
    }
    return text;
  }

  private static String stated(CsvHeader.Cells cells, OutcomeMapping mapping, String column) {
    String text = cells.get(column);
    return text.isEmpty() || mapping.missing().contains(text) ? null : text;
  }
}
