package org.medley.features.cohort;

import static org.apache.spark.sql.functions.col;
import static org.medley.features.contract.Events.CODE;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;

/**
 * A regular expression that is found anywhere in a code, as the cheapest condition that means the
 * same. Most expressions of tasks are plain text with {@code .*} at an end, and looking for plain
 * text takes a small part of the time of an expression.
 */
final class CodePattern {
  private static final String ANYTHING = ".*";
  private static final Pattern PLAIN = Pattern.compile("\\^?[^\\\\.\\[\\]{}()*+?^$]*");

  private CodePattern() {}

  /** Whether {@code expression} is found in the code of a row; null where it has none. */
  static Column found(String expression) {
    String[] alternatives = expression.split("\\|", -1);
    if (Arrays.stream(alternatives).allMatch(each -> PLAIN.matcher(core(each)).matches())) {
      return Arrays.stream(alternatives)
          .map(each -> plain(core(each)))
          .reduce(Column::or)
          .orElseThrow();
    }
    return col(CODE).rlike(expression);
  }

  private static Column plain(String text) {
    return text.startsWith("^")
        ? col(CODE).startsWith(text.substring(1))
        : col(CODE).contains(text);
  }

  /** Without what may be anything, also nothing, at both ends. */
  private static String core(String expression) {
    String core = expression.startsWith(ANYTHING) ? expression.substring(2) : expression;
    return core.endsWith(ANYTHING) && !core.endsWith("\\" + ANYTHING)
        ? core.substring(0, core.length() - 2)
        : core;
  }
}
