package org.medley.jobs.source.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.LineReader;
import org.medley.jobs.source.LineStates;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.TextLine;

/** Rows of delimited text, plain or gzip, with the line that each begins on. */
public final class DelimitedRows {
  private DelimitedRows() {}

  /**
   * What texts mean.
   *
   * @param delimiter what parts the cells, by the rules of RFC 4180; null: what stands in the
   *     header
   * @param missing texts that stand for a missing cell, beside the empty one
   */
  public record Rules(Character delimiter, Set<String> missing) implements Serializable {
    /** The delimiter of the header; {@code NULL} and {@code \N} are missing too. */
    public static final Rules OF_HEADER = new Rules(null, Set.of("NULL", "null", "\\N"));

    /** Cells parted by {@code delimiter}, of which the empty ones are missing. */
    public static Rules of(char delimiter) {
      return new Rules(delimiter, Set.of());
    }

    private boolean isMissing(String text) {
      return text.isEmpty() || missing.contains(text);
    }
  }

  /**
   * The rows of all {@code files}, see {@link TableRows}. Reads the headers on the driver; triggers
   * no action.
   *
   * @param columns the columns that are asked of each file, by its name
   * @param headers is told the column names of each file
   * @throws MedleyException with exit code 65 if a file has no header or lacks a required column
   */
  public static Dataset<Row> read(
      SparkSession spark,
      List<SourceFile> files,
      Map<String, Columns> columns,
      Rules rules,
      Consumer<List<String>> headers) {
    Map<String, Layout> layouts = new HashMap<>();
    for (SourceFile file : files) {
      layouts.put(file.name(), layout(spark, file, columns.get(file.name()), rules, headers));
    }
    return LineReader.readFiles(spark, files, TableRows.SCHEMA, lines -> rows(lines, layouts));
  }

  /** Where the cells of one file stand. */
  private record Layout(
      String table, long line, Delimited format, Rules rules, int width, List<Integer> positions)
      implements Serializable {}

  private static Layout layout(
      SparkSession spark,
      SourceFile file,
      Columns columns,
      Rules rules,
      Consumer<List<String>> headers) {
    List<TextLine> found = new ArrayList<>();
    LineReader.scan(
        spark,
        file,
        line -> {
          if (!line.isBlank()) {
            found.add(line);
          }
          return found.isEmpty();
        });
    if (found.isEmpty()) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          "the file %s is empty: it has not even a header".formatted(file.name()),
          "fetch it again from its origin, or remove it if there is no such table");
    }
    TextLine header = found.get(0);
    Delimited format =
        rules.delimiter() == null
            ? Delimited.of(header.text())
            : new Delimited(rules.delimiter(), true);
    try {
      List<String> names = format.cells(header.text());
      headers.accept(names);
      return new Layout(
          columns.table(),
          header.number(),
          format,
          rules,
          names.size(),
          columns.positions(file.name(), names));
    } catch (RejectedLine malformed) {
      throw new MedleyException(
          ExitCode.DATA_REJECTED,
          "the file %s has a malformed header: %s".formatted(file.name(), malformed.getMessage()),
          "mend its first line");
    }
  }

  private static Iterator<Row> rows(Iterator<TextLine> lines, Map<String, Layout> layouts) {
    if (!lines.hasNext()) {
      return java.util.Collections.emptyIterator();
    }
    TextLine first = lines.next();
    Layout layout = layouts.get(first.file());
    List<Row> before = new ArrayList<>();
    TextLine line = first;
    while (line.number() < layout.line()) {
      before.add(row(new RecordReader.TextRecord(line, line.text(), null, null), layout));
      line = lines.next();
    }
    RecordReader records = new RecordReader(lines, layout.format(), layout.width());
    Iterator<Row> blank = before.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return blank.hasNext() || records.hasNext();
      }

      @Override
      public Row next() {
        return blank.hasNext() ? blank.next() : row(records.next(), layout);
      }
    };
  }

  private static Row row(RecordReader.TextRecord record, Layout layout) {
    TextLine line = record.line();
    String state = LineStates.ACCEPTED;
    String code = null;
    String reason = null;
    if (record.rejected() != null) {
      state = LineStates.QUARANTINED;
      code = record.rejected().code();
      reason = record.rejected().getMessage();
    } else if (record.cells() == null) {
      state = LineStates.BLANK;
    }
    return RowFactory.create(
        line.file(),
        line.number(),
        state,
        code,
        reason,
        record.text(),
        layout.table(),
        record.cells() == null ? null : cells(record.cells(), layout));
  }

  private static String[] cells(List<String> cells, Layout layout) {
    List<Integer> positions = layout.positions();
    String[] asked = new String[positions.size()];
    for (int i = 0; i < positions.size(); i++) {
      int at = positions.get(i);
      String text = at < 0 ? "" : cells.get(at);
      asked[i] = layout.rules().isMissing(text) ? null : text;
    }
    return asked;
  }
}
