package org.medley.features.cohort;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medley.features.cohort.Expression.And;
import org.medley.features.cohort.Expression.Name;
import org.medley.features.cohort.Expression.Not;
import org.medley.features.cohort.Expression.Or;

/** Reads expressions such as {@code or(a, and(b, not(c)))}, by descent. */
final class ExpressionText {
  private static final Pattern TOKEN = Pattern.compile("\\s*(\\w+|[(),])");
  private static final int DEEPEST = 50;

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private int at;

  private ExpressionText(String text) {
    this.text = text;
    String stripped = text.strip();
    Matcher token = TOKEN.matcher(stripped);
    int end = 0;
    while (end < stripped.length() && token.find(end) && token.start() == end) {
      tokens.add(token.group(1));
      end = token.end();
    }
    if (end < stripped.length()) {
      throw wrong("'" + stripped.substring(end).strip() + "' is no part of one");
    }
  }

  /**
   * The expression that {@code text} writes.
   *
   * @throws IllegalArgumentException with a sentence if it writes none
   */
  static Expression read(String text) {
    ExpressionText reader = new ExpressionText(text);
    Expression expression = reader.expression(0);
    if (reader.at < reader.tokens.size()) {
      throw reader.wrong("'" + reader.tokens.get(reader.at) + "' stands after its end");
    }
    if (expression instanceof Name) {
      throw reader.wrong("it is a bare name");
    }
    return expression;
  }

  private Expression expression(int depth) {
    String word = next();
    if (!word.matches("\\w+")) {
      throw wrong("a name is missing before '" + word + "'");
    }
    if (!"(".equals(peek())) {
      return new Name(word);
    }
    if (depth >= DEEPEST) {
      throw wrong("it is nested more than " + DEEPEST + " deep");
    }
    at++;
    List<Expression> parts = new ArrayList<>(List.of(expression(depth + 1)));
    while (",".equals(peek())) {
      at++;
      parts.add(expression(depth + 1));
    }
    if (!")".equals(peek())) {
      throw wrong("a ')' is missing");
    }
    at++;
    return combined(word, parts);
  }

  private Expression combined(String word, List<Expression> parts) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "and" -> new And(parts);
      case "or" -> new Or(parts);
      case "not" -> not(parts);
      default -> throw wrong("'" + word + "' is none of and, or, not");
    };
  }

  private Not not(List<Expression> parts) {
    if (parts.size() != 1) {
      throw wrong("not(a) takes one part");
    }
    return new Not(parts.get(0));
  }

  private String peek() {
    return at < tokens.size() ? tokens.get(at) : null;
  }

  private String next() {
    if (at >= tokens.size()) {
      throw wrong("it ends too early");
    }
    return tokens.get(at++);
  }

  private IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException(
        "'" + text + "' is not an expression: " + why + "; write such as or(a, and(b, not(c)))");
  }
}
