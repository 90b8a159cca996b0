package org.medley.jobs.source;

import java.nio.charset.StandardCharsets;

/** One line of a file, without its line end. */
public final class TextLine {
  /** The line is not valid UTF-8. */
  public static final String INVALID_UTF8 = "invalid-utf8";

  /** The line is longer than {@link LineReader#MAX_LINE_BYTES}. */
  public static final String TOO_LONG = "too-long";

  /** The line holds a NUL character. */
  public static final String NUL = "nul";

  private final String file;
  private final long number;
  private final long offset;
  private final byte[] bytes;
  private final String problem;

  /** A line with what is known of it. */
  public TextLine(String file, long number, long offset, byte[] bytes, String problem) {
    this.file = file;
    this.number = number;
    this.offset = offset;
    this.bytes = bytes;
    this.problem = problem;
  }

  /** Name of the file. */
  public String file() {
    return file;
  }

  /** Line of that file, from 1. */
  public long number() {
    return number;
  }

  /** Where the line starts, in bytes of the unpacked file. */
  public long offset() {
    return offset;
  }

  /** The line as it stands in the file, not to be changed; only its beginning if it is too long. */
  public byte[] bytes() {
    return bytes;
  }

  /** The bytes as text; read as Latin-1 where they are not UTF-8, so that none is lost. */
  public String text() {
    boolean latin = INVALID_UTF8.equals(problem) || TOO_LONG.equals(problem);
    return new String(bytes, latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
  }

  /** Whether there is a backslash. */
  public boolean hasBackslash() {
    return (ByteScan.of(bytes) & ByteScan.BACKSLASH) != 0;
  }

  /**
   * Why the line cannot be used: {@link #INVALID_UTF8}, {@link #TOO_LONG} or {@link #NUL}; null: it
   * can.
   */
  public String problem() {
    return problem;
  }

  /** Whether there is nothing but white space. */
  public boolean isBlank() {
    boolean inked = bytes.length > 0 && bytes[0] > ' ';
    return problem == null && !inked && text().isBlank();
  }
}
