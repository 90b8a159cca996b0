package org.medley.jobs.source.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.medley.jobs.source.RejectedLine;

/**
 * How a file parts its cells.
 *
 * @param delimiter what stands between cells
 * @param quotes whether RFC 4180 holds; else a quote is a letter like any other, as in the
 *     vocabulary files of Athena, unless quotes enclose the whole cell
 */
record Delimited(char delimiter, boolean quotes) implements Serializable {
  private static final String CANDIDATES = "\t,;|";

  /**
   * The format of a file with this header, whose column names hold none of the delimiters: with
   * tabs a quote is a letter, with other delimiters RFC 4180 holds.
   */
  static Delimited of(String header) {
    for (int i = 0; i < CANDIDATES.length(); i++) {
      char candidate = CANDIDATES.charAt(i);
      if (header.indexOf(candidate) >= 0) {
        return new Delimited(candidate, candidate != '\t');
      }
    }
    return new Delimited(',', true);
  }

  /**
   * The cells of {@code record}.
   *
   * @throws RejectedLine if quotes are not used as the format demands
   */
  List<String> cells(String record) throws RejectedLine {
    return quotes ? CsvSplitter.split(record, delimiter) : plain(record);
  }

  private List<String> plain(String record) {
    List<String> cells = new ArrayList<>();
    for (String cell : record.split(Pattern.quote(String.valueOf(delimiter)), -1)) {
      String text = cell.strip();
      boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
      cells.add(quoted ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text);
    }
    return cells;
  }
}
