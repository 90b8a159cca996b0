package org.medley.jobs.source;

/**
 * One line of a file, without its line end.
 *
 * @param file name of the file
 * @param number line of that file, from 1
 * @param bytes the line as it stands in the file; the beginning only, if it is too long
 * @param text the bytes as text; read as Latin-1 where they are not UTF-8, so that none is lost
 * @param problem why the line cannot be used: {@link #INVALID_UTF8}, {@link #TOO_LONG} or {@link
 *     #NUL}; null: it can
 */
public record TextLine(String file, long number, byte[] bytes, String text, String problem) {
  /** The line is not valid UTF-8. */
  public static final String INVALID_UTF8 = "invalid-utf8";

  /** The line is longer than {@link LineReader#MAX_LINE_BYTES}. */
  public static final String TOO_LONG = "too-long";

  /** The line holds a NUL character. */
  public static final String NUL = "nul";

  /** Whether there is nothing but white space. */
  public boolean isBlank() {
    return problem == null && text.isBlank();
  }
}
