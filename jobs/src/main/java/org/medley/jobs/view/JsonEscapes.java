package org.medley.jobs.view;

import java.nio.charset.StandardCharsets;

/** The escapes of texts in JSON (RFC 8259, section 7). */
final class JsonEscapes {
  private static final int HEXADECIMAL = 16;

  private JsonEscapes() {}

  /** The text that stands between the quotes at {@code from} and {@code to}. */
  static String decoded(byte[] json, int from, int to) {
    String text = new String(json, from, to - from, StandardCharsets.UTF_8);
    StringBuilder decoded = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int backslash = text.indexOf('\\', at);
      if (backslash < 0) {
        break;
      }
      decoded.append(text, at, backslash);
      char kind = text.charAt(backslash + 1);
      at = backslash + 2;
      if (kind == 'u') {
        decoded.append((char) Integer.parseInt(text.substring(at, at + 4), HEXADECIMAL));
        at += 4;
      } else {
        decoded.append(plain(kind));
      }
    }
    return decoded.append(text, Math.min(at, text.length()), text.length()).toString();
  }

  private static char plain(char kind) {
    return switch (kind) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> kind;
    };
  }
}
