package org.medley.jobs.text;

/**
 * Data texts with everything unseen made visible, so that an escape sequence cannot drive a
 * terminal and a direction override cannot reorder a line (CWE-150, CVE-2021-42574). Control
 * characters become their Unicode control picture, invisible format characters (zero-width, bidi,
 * tags), line and paragraph separators, lone surrogates and non-characters become {@code ⟨U+202E⟩}.
 */
public final class Visible {
  private static final int CONTROL_PICTURES = 0x2400;
  private static final int DELETE_PICTURE = 0x2421;

  private Visible() {}

  /** The text on one line: line breaks and tabs are made visible too. */
  public static String line(String text) {
    return shown(text, false);
  }

  /** The text with its line feeds kept, everything else made visible. */
  public static String block(String text) {
    return shown(text, true);
  }

  private static String shown(String text, boolean keepLineFeeds) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (point == '\n' && keepLineFeeds) {
                shown.append('\n');
              } else if (point < ' ') {
                shown.appendCodePoint(CONTROL_PICTURES + point);
              } else if (point == 0x7F) {
                shown.appendCodePoint(DELETE_PICTURE);
              } else if (hidden(point)) {
                shown.append(String.format("⟨U+%04X⟩", point));
              } else {
                shown.appendCodePoint(point);
              }
            });
    return shown.toString();
  }

  private static boolean hidden(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> (point & 0xFFFE) == 0xFFFE;
    };
  }
}
