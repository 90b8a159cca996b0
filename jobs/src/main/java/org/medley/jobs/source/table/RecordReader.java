package org.medley.jobs.source.table;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.medley.jobs.source.RejectedLine;
import org.medley.jobs.source.TextLine;

/**
 * The records of one file of delimited text. A record is one line, or several where a quoted cell
 * holds line ends: then the lines that close it are joined, if the whole has the right number of
 * cells. So a stray quote spoils its own line alone and does not swallow the lines after it.
 */
final class RecordReader implements Iterator<RecordReader.TextRecord> {
  private static final int MOST_LINES = 500;
  private static final int MOST_CHARS = 1 << 20;

  private final Iterator<TextLine> lines;
  private final Delimited format;
  private final int width;
  private final Deque<TextLine> waiting = new ArrayDeque<>();

  /** The records in {@code lines}, which have {@code width} cells. */
  RecordReader(Iterator<TextLine> lines, Delimited format, int width) {
    this.lines = lines;
    this.format = format;
    this.width = width;
  }

  /**
   * One record.
   *
   * @param line its first line
   * @param text its text
   * @param cells its cells; null: blank or rejected
   * @param rejected why it cannot be used; null: it can, or is blank
   */
  record TextRecord(TextLine line, String text, List<String> cells, RejectedLine rejected) {}

  @Override
  public boolean hasNext() {
    return !waiting.isEmpty() || lines.hasNext();
  }

  @Override
  public TextRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    TextLine line = waiting.isEmpty() ? lines.next() : waiting.poll();
    if (line.isBlank()) {
      return new TextRecord(line, line.text(), null, null);
    }
    if (line.problem() != null) {
      return rejected(line, new RejectedLine(line.problem(), "the line cannot be read as text"));
    }
    boolean open = format.quotes() && quotes(line.text()) % 2 == 1;
    TextRecord joined = open ? joined(line) : null;
    return joined == null ? single(line) : joined;
  }

  private TextRecord single(TextLine line) {
    try {
      List<String> cells = format.cells(line.text());
      if (cells.size() != width) {
        throw new RejectedLine(
            "wrong-column-count", "the line has more or fewer cells than the header");
      }
      return new TextRecord(line, line.text(), cells, null);
    } catch (RejectedLine rejected) {
      return rejected(line, rejected);
    }
  }

  /** The record that begins in {@code first}, or null if the next lines do not complete it. */
  private TextRecord joined(TextLine first) {
    StringBuilder text = new StringBuilder(first.text());
    boolean open = true;
    int taken = 0;
    for (TextLine next : lookAhead()) {
      if (next.problem() != null || text.length() > MOST_CHARS) {
        return null;
      }
      taken++;
      text.append('\n').append(next.text());
      open ^= quotes(next.text()) % 2 == 1;
      if (!open) {
        break;
      }
    }
    List<String> cells = open ? null : split(text.toString());
    if (cells == null) {
      return null;
    }
    for (int i = 0; i < taken; i++) {
      waiting.poll();
    }
    return new TextRecord(first, text.toString(), cells, null);
  }

  private List<String> split(String text) {
    try {
      List<String> cells = format.cells(text);
      return cells.size() == width ? cells : null;
    } catch (RejectedLine malformed) {
      return null;
    }
  }

  private Iterable<TextLine> lookAhead() {
    while (waiting.size() < MOST_LINES && lines.hasNext()) {
      waiting.add(lines.next());
    }
    return waiting;
  }

  private static TextRecord rejected(TextLine line, RejectedLine why) {
    return new TextRecord(line, line.text(), null, why);
  }

  private static int quotes(String text) {
    int quotes = 0;
    for (int at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) {
      quotes++;
    }
    return quotes;
  }
}
