package org.medley.jobs.source.csv;

import static org.apache.spark.sql.functions.col;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.medley.jobs.source.LineReader;
import org.medley.jobs.source.LineStates;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.TextLine;

/** The data lines of delimited files as typed rows. */
public final class CsvRows {
  private static final String HEADER = "header";

  private CsvRows() {}

  /** What the cells of one line mean: the values of the columns that a reader adds. */
  @FunctionalInterface
  public interface CellMapper extends Serializable {
    /**
     * The values.
     *
     * @throws RejectedLine if the line cannot be used
     */
    Object[] values(CsvHeader.Cells cells) throws RejectedLine;
  }

  /**
   * One row per line of {@code files} below their headers: the columns of {@link
   * LineStates#COLUMNS} with the line's text as payload, then {@code values}, which are null where
   * the line is blank or rejected. Reads the headers on the driver; triggers no action.
   *
   * @param columns columns that each file must have, in any order
   * @throws org.medley.jobs.error.MedleyException with exit code 65 if a header lacks a column
   */
  public static Dataset<Row> read(
      SparkSession spark,
      List<SourceFile> files,
      char delimiter,
      Set<String> columns,
      StructType values,
      CellMapper mapper) {
    Map<String, CsvHeader> headers = new HashMap<>();
    for (SourceFile file : files) {
      headers.put(file.name(), CsvHeader.read(spark, file, delimiter, columns));
    }
    StructType schema = LineStates.COLUMNS;
    for (StructField field : values.fields()) {
      schema = schema.add(field.name(), field.dataType(), true);
    }
    int width = schema.length();
    return LineReader.read(
            spark, files, schema, line -> row(line, headers.get(line.file()), width, mapper))
        .filter(col(LineStates.STATE).notEqual(HEADER));
  }

  private static Row row(TextLine line, CsvHeader header, int width, CellMapper mapper) {
    Object[] row = new Object[width];
    row[0] = line.file();
    row[1] = line.number();
    row[5] = line.text();
    if (line.isBlank()) {
      row[2] = LineStates.BLANK;
    } else if (line.number() == header.line()) {
      row[2] = HEADER;
    } else {
      try {
        Object[] values = mapper.values(header.cells(line));
        System.arraycopy(values, 0, row, LineStates.COLUMNS.length(), values.length);
        row[2] = LineStates.ACCEPTED;
      } catch (RejectedLine rejected) {
        row[2] = LineStates.QUARANTINED;
        row[3] = rejected.code();
        row[4] = rejected.getMessage();
      }
    }
    return RowFactory.create(row);
  }
}
