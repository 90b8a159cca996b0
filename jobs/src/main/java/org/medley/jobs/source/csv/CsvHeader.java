package org.medley.jobs.source.csv;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.LineReader;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.TextLine;

/**
 * The column names of one delimited file: its first line that is not blank.
 *
 * @param line where they stand
 * @param delimiter what parts the cells
 * @param positions place of each column by name
 */
public record CsvHeader(long line, char delimiter, Map<String, Integer> positions)
    implements Serializable {
  /**
   * Reads the header of {@code file} on the driver.
   *
   * @throws MedleyException with exit code 65 if the file is empty or corrupt, a name stands twice,
   *     or one of {@code columns} is missing; it names them
   */
  public static CsvHeader read(
      SparkSession spark, SourceFile file, char delimiter, Set<String> columns) {
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
      throw refused(file, "is empty", "fetch it again from its origin");
    }
    return new CsvHeader(
        found.get(0).number(), delimiter, positions(file, found.get(0), delimiter, columns));
  }

  /**
   * The cells of {@code line} under this header.
   *
   * @throws RejectedLine if the line is malformed or has more or fewer cells than the header
   */
  public Cells cells(TextLine line) throws RejectedLine {
    if (line.problem() != null) {
      throw new RejectedLine(line.problem(), "the line cannot be read as text");
    }
    List<String> cells = CsvSplitter.split(line.text(), delimiter);
    if (cells.size() != positions.size()) {
      throw new RejectedLine(
          "wrong-column-count", "the line has more or fewer cells than the header");
    }
    return column -> {
      Integer position = positions.get(column);
      return position == null ? "" : cells.get(position);
    };
  }

  /** The cells of a line by column; empty where the file does not have the column. */
  @FunctionalInterface
  public interface Cells {
    /** The text of the cell, without spaces around it. */
    String get(String column);
  }

  private static Map<String, Integer> positions(
      SourceFile file, TextLine line, char delimiter, Set<String> columns) {
    List<String> names;
    try {
      names = CsvSplitter.split(line.text(), delimiter);
    } catch (RejectedLine rejected) {
      throw refused(
          file, "has a malformed header: " + rejected.getMessage(), "mend its first line");
    }
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      positions.put(names.get(i), i);
    }
    if (positions.size() < names.size()) {
      throw refused(file, "names a column twice", "mend its first line");
    }
    Set<String> missing = new java.util.TreeSet<>(columns);
    missing.removeAll(new HashSet<>(names));
    if (!missing.isEmpty()) {
      throw refused(
          file,
          "has no column " + String.join(", ", missing) + "; its columns are " + names,
          "restore the column, or name the one that replaces it in the mapping");
    }
    return positions;
  }

  private static MedleyException refused(SourceFile file, String what, String remedy) {
    return new MedleyException(
        ExitCode.DATA_REJECTED, "the file %s %s".formatted(file.name(), what), remedy);
  }
}
