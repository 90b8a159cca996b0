package org.medley.jobs.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into lines at LF. A CR before the LF and byte order marks at the start of
 * a line, where files were joined, are taken off. Memory is bounded by the longest line that is
 * allowed.
 */
final class LineSplitter {
  private static final int CHUNK = 1 << 18;
  private static final int SHOWN = 1 << 10;
  private static final char REPLACEMENT = '\uFFFD';

  private final String file;
  private final InputStream in;
  private final int limit;
  private final long end;
  private final byte[] chunk = new byte[CHUNK];
  private byte[] line = new byte[CHUNK];
  private int at;
  private int filled;
  private int length;
  private boolean overflow;
  private long number;
  private long offset;
  private long consumed;

  /** The lines of a whole file. */
  LineSplitter(String file, InputStream in, int limit) {
    this.file = file;
    this.in = in;
    this.limit = limit;
    this.end = Long.MAX_VALUE;
  }

  /**
   * The lines that begin in {@code part}.
   *
   * @param in the file from the byte before the part on, or from its start
   */
  LineSplitter(FilePart part, InputStream in, int limit) throws IOException {
    this.file = part.file().name();
    this.in = in;
    this.limit = limit;
    this.end = part.to();
    this.number = part.firstLine() - 1;
    this.consumed = part.from();
    if (part.from() > 0) {
      consumed--;
      skipToLineEnd();
    }
  }

  private void skipToLineEnd() throws IOException {
    boolean found = false;
    while (!found && fill()) {
      int from = at;
      at = ByteScan.lineFeed(chunk, at, filled);
      found = at < filled;
      at += found ? 1 : 0;
      consumed += at - from;
    }
  }

  /** The next line, or null at the end. */
  TextLine next() throws IOException {
    if (consumed >= end) {
      return null;
    }
    length = 0;
    overflow = false;
    offset = consumed;
    boolean any = false;
    while (fill()) {
      int from = at;
      int to = ByteScan.lineFeed(chunk, at, filled);
      boolean ended = to < filled;
      at = ended ? to + 1 : to;
      consumed += at - from;
      if (ended && !any) {
        return finish(chunk, from, to);
      }
      any = true;
      append(from, to);
      if (ended) {
        break;
      }
    }
    return any ? finish(line, 0, length) : null;
  }

  private boolean fill() throws IOException {
    if (at < filled) {
      return true;
    }
    at = 0;
    filled = in.read(chunk, 0, CHUNK);
    return filled > 0;
  }

  private void append(int from, int to) {
    int added = to - from;
    // One byte above the limit is kept for the CR of a line end.
    if (overflow || length + added > limit + 1) {
      overflow = true;
      return;
    }
    if (length + added > line.length) {
      line = Arrays.copyOf(line, Math.max(line.length * 2, length + added));
    }
    System.arraycopy(chunk, from, line, length, added);
    length += added;
  }

  /** The line whose bytes are those of {@code whole} from {@code first} to {@code last}. */
  private TextLine finish(byte[] whole, int first, int last) {
    number++;
    int from = first;
    while (startsWithByteOrderMark(whole, from, last)) {
      from += 3;
    }
    int to = last > from && whole[last - 1] == '\r' ? last - 1 : last;
    if (overflow || to - from > limit) {
      byte[] start = Arrays.copyOfRange(whole, from, Math.min(to, from + SHOWN));
      return new TextLine(file, number, offset, start, TextLine.TOO_LONG);
    }
    byte[] bytes = Arrays.copyOfRange(whole, from, to);
    return new TextLine(file, number, offset, bytes, problem(bytes));
  }

  private static String problem(byte[] bytes) {
    int found = ByteScan.of(bytes);
    if ((found & ByteScan.NOT_ASCII) != 0 && !isUtf8(bytes)) {
      return TextLine.INVALID_UTF8;
    }
    return (found & ByteScan.NUL) != 0 ? TextLine.NUL : null;
  }

  private static boolean startsWithByteOrderMark(byte[] bytes, int from, int to) {
    return to - from >= 3
        && bytes[from] == (byte) 0xEF
        && bytes[from + 1] == (byte) 0xBB
        && bytes[from + 2] == (byte) 0xBF;
  }

  private static boolean isUtf8(byte[] bytes) {
    if (new String(bytes, StandardCharsets.UTF_8).indexOf(REPLACEMENT) < 0) {
      return true;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
