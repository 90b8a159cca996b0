package org.medley.jobs.view.path;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medley.jobs.view.path.Token.Kind;

/** Cuts a path into words. */
final class Lexer {
  private static final String DATE = "[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?";
  private static final String TIME = "[0-9]{2}(?::[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?)?";
  private static final Pattern WORD =
      Pattern.compile(
          "(?<space>\\s+|//[^\\n]*|/\\*.*?\\*/)"
              + "|(?<name>[A-Za-z_][A-Za-z0-9_]*)"
              + "|(?<constant>%(?:[A-Za-z_][A-Za-z0-9_\\-]*|`[^`]+`|'[^']+'))"
              + "|(?<this>\\$[a-z]+)"
              + "|(?<text>'(?:[^'\\\\]|\\\\.)*')"
              + "|(?<quoted>`(?:[^`\\\\]|\\\\.)*`)"
              + "|(?<number>[0-9]+(?:\\.[0-9]+)?)"
              + "|(?<time>@(?:"
              + DATE
              + "(?:T(?:"
              + TIME
              + "(?:Z|[+\\-][0-9]{2}:[0-9]{2})?)?)?|T"
              + TIME
              + "))"
              + "|(?<symbol><=|>=|!=|!~|[.,()\\[\\]{}=<>~+\\-*/&|])",
          Pattern.DOTALL);

  private Lexer() {}

  /** The words of {@code path}, with an end mark. */
  static List<Token> words(String path) {
    List<Token> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(path);
    int at = 0;
    while (at < path.length()) {
      if (!matcher.region(at, path.length()).lookingAt()) {
        throw new PathException(
            "'%s' at position %d is not understood".formatted(path.charAt(at), at));
      }
      if (matcher.group("space") == null) {
        words.add(word(matcher, at));
      }
      at = matcher.end();
    }
    words.add(new Token(Kind.END, "", at));
    return words;
  }

  private static Token word(Matcher matcher, int at) {
    String text = matcher.group();
    if (matcher.group("name") != null) {
      return new Token(Kind.NAME, text, at);
    }
    if (matcher.group("constant") != null) {
      return new Token(Kind.CONSTANT, text.substring(1).replaceAll("^[`']|[`']$", ""), at);
    }
    if (matcher.group("text") != null) {
      return new Token(Kind.TEXT, unescaped(text), at);
    }
    if (matcher.group("quoted") != null) {
      return new Token(Kind.QUOTED_NAME, unescaped(text), at);
    }
    if (matcher.group("number") != null) {
      return new Token(Kind.NUMBER, text, at);
    }
    if (matcher.group("time") != null) {
      return new Token(Kind.TIME, text.substring(1), at);
    }
    return new Token(Kind.SYMBOL, text, at);
  }

  private static String unescaped(String quoted) {
    StringBuilder text = new StringBuilder();
    int end = quoted.length() - 1;
    for (int i = 1; i < end; i++) {
      char c = quoted.charAt(i);
      if (c != '\\') {
        text.append(c);
        continue;
      }
      char escape = quoted.charAt(++i);
      switch (escape) {
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'f' -> text.append('\f');
        case 'u' -> {
          text.append((char) Integer.parseInt(quoted.substring(i + 1, i + 5), 16));
          i += 4;
        }
        default -> text.append(escape);
      }
    }
    return text.toString();
  }
}
