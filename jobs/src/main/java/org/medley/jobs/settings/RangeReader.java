package org.medley.jobs.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.medley.features.cohort.CountRange;
import org.medley.features.cohort.Grammar;
import org.medley.features.cohort.ValueRange;

/** Reads ranges such as {@code (1, None)}, or as a list {@code [1, null]}. */
final class RangeReader {
  private static final CountRange STAND_IN = new CountRange(0, null);

  private RangeReader() {}

  /** Whether {@code key} is the rest of a range that was cut at its comma. */
  static boolean isRest(String key) {
    return key.endsWith(")");
  }

  /** The range at {@code key}, which is present; a stand-in after a problem was noted. */
  static CountRange read(Section section, String key) {
    JsonNode value = section.value(key).orElseThrow();
    if (value.isArray() && value.size() == 2) {
      return section.attempt(
          key,
          STAND_IN,
          () -> Grammar.range("(" + value.get(0).asText() + ", " + value.get(1).asText() + ")"));
    }
    String text = value.asText();
    if (isCut(section, key, text)) {
      return STAND_IN;
    }
    return section.attempt(key, STAND_IN, () -> Grammar.range(text));
  }

  /** The limits of a value at {@code key}, which is present; empty after a problem was noted. */
  static Optional<ValueRange> values(Section section, String key) {
    JsonNode value = section.value(key).orElseThrow();
    String text =
        value.isArray() && value.size() == 2
            ? "(" + value.get(0).asText() + ", " + value.get(1).asText() + ")"
            : value.asText();
    return isCut(section, key, text)
        ? Optional.empty()
        : Optional.ofNullable(section.attempt(key, null, () -> Grammar.values(text)));
  }

  /** Whether the range lost its rest at a comma, which is a problem then. */
  private static boolean isCut(Section section, String key, String text) {
    if (!text.matches("\\(\\s*[^,)]+")) {
      return false;
    }
    section.keys().stream().filter(RangeReader::isRest).forEach(section::value);
    section.problem(
        key,
        "is a range cut at its comma, since braces part their entries by commas",
        "put the range in quotes: \"(1, None)\"");
    return true;
  }
}
