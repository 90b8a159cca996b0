package org.medley.jobs.source.table;

import java.util.ArrayList;
import java.util.List;
import org.medley.jobs.source.RejectedLine;

/**
 * Cuts one record of delimited text into cells (RFC 4180): a cell in double quotes may hold the
 * delimiter and line ends, and a doubled quote stands for one. Spaces around a cell are not part of
 * it. Which lines are one record is known to {@link RecordReader}.
 *
 * <p>Spark's own parser is not used, because it accepts a quote that is never closed, and text
 * after a closing quote, in silence.
 */
final class CsvSplitter {
  private static final char QUOTE = '"';

  private final String line;
  private final char delimiter;
  private final List<String> cells = new ArrayList<>();
  private int at;

  private CsvSplitter(String line, char delimiter) {
    this.line = line;
    this.delimiter = delimiter;
  }

  /**
   * The cells of {@code line}, empty ones as an empty text.
   *
   * @throws RejectedLine if quotes are not used as the format demands
   */
  static List<String> split(String line, char delimiter) throws RejectedLine {
    return new CsvSplitter(line, delimiter).split();
  }

  private List<String> split() throws RejectedLine {
    do {
      skipSpaces();
      cells.add(at < line.length() && line.charAt(at) == QUOTE ? quoted() : plain());
    } while (at++ < line.length());
    return cells;
  }

  private String plain() throws RejectedLine {
    int end = line.indexOf(delimiter, at);
    end = end < 0 ? line.length() : end;
    String cell = line.substring(at, end).strip();
    if (cell.indexOf(QUOTE) >= 0) {
      throw new RejectedLine("bad-quote", "a quote stands inside a cell that is not quoted");
    }
    at = end;
    return cell;
  }

  private String quoted() throws RejectedLine {
    StringBuilder cell = new StringBuilder();
    while (true) {
      int close = line.indexOf(QUOTE, at + 1);
      if (close < 0) {
        throw new RejectedLine(
            "unclosed-quote", "a quoted cell does not end in a record as wide as the header");
      }
      cell.append(line, at + 1, close);
      at = close + 1;
      if (at == line.length() || line.charAt(at) != QUOTE) {
        break;
      }
      cell.append(QUOTE);
    }
    skipSpaces();
    if (at < line.length() && line.charAt(at) != delimiter) {
      throw new RejectedLine("bad-quote", "text follows the closing quote of a cell");
    }
    return cell.toString().strip();
  }

  private void skipSpaces() {
    while (at < line.length() && line.charAt(at) == ' ' && delimiter != ' ') {
      at++;
    }
  }
}
