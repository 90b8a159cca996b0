package org.medley.jobs.source.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.csv.CsvSplitter;

/**
 * How a file parts its cells. With tabs a quote is a letter like any other, as in the vocabulary
 * files of Athena, unless quotes enclose the whole cell; with other delimiters RFC 4180 holds.
 *
 * @param delimiter what stands between cells
 */
record Delimited(char delimiter) implements Serializable {
  private static final String CANDIDATES = "\t,;|";

  /** The format of a file with this header: column names hold none of the delimiters. */
  static Delimited of(String header) {
    for (int i = 0; i < CANDIDATES.length(); i++) {
      if (header.indexOf(CANDIDATES.charAt(i)) >= 0) {
        return new Delimited(CANDIDATES.charAt(i));
      }
    }
    return new Delimited(',');
  }

  /** Whether a quoted cell may run over the end of its line. */
  boolean spansLines() {
    return delimiter != '\t';
  }

  /**
   * The cells of {@code record}.
   *
   * @throws RejectedLine if quotes are not used as the format demands
   */
  List<String> cells(String record) throws RejectedLine {
    return delimiter == '\t' ? tabbed(record) : CsvSplitter.split(record, delimiter);
  }

  private static List<String> tabbed(String record) {
    List<String> cells = new ArrayList<>();
    for (String cell : record.split("\t", -1)) {
      String text = cell.strip();
      boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
      cells.add(quoted ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text);
    }
    return cells;
  }
}
