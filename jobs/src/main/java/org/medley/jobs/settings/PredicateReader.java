package org.medley.jobs.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medley.features.cohort.CodeMatch;
import org.medley.features.cohort.Grammar;
import org.medley.features.cohort.Mode;
import org.medley.features.cohort.Predicate;
import org.medley.features.cohort.ValueRange;

/** Reads one predicate; after a problem was noted a stand-in keeps its name defined. */
final class PredicateReader {
  private static final CodeMatch STAND_IN = new CodeMatch.Exact("?");

  /** Keys that are no columns. */
  private static final Set<String> OWN =
      Set.of(
          "expr", "code", "value_min", "value_max", "value_min_inclusive", "value_max_inclusive");

  private final CodeSets codeSets;
  private final boolean anyColumn;
  private final Mode mode;

  /**
   * Reads with these code sets.
   *
   * @param anyColumn whether any other key names a column to compare
   * @param mode compat lets pass what ACES does: a code that is null, which matches nothing, and an
   *     {@code _inclusive} without limit
   */
  PredicateReader(CodeSets codeSets, boolean anyColumn, Mode mode) {
    this.codeSets = codeSets;
    this.anyColumn = anyColumn;
    this.mode = mode;
  }

  /** The predicate that {@code section} writes; closes the section. */
  Predicate read(Section section) {
    try (section) {
      if (section.has("expr")) {
        if (section.has("code")) {
          section.problem("expr", "stands beside 'code'", "keep one of the two");
        }
        String text = section.required("expr");
        return section.attempt("expr", plain(STAND_IN), () -> Grammar.expression(text));
      }
      return plain(section);
    }
  }

  /** The fact without time that {@code section} writes; empty after a problem was noted. */
  Optional<Predicate> readStatic(Section section) {
    try (section) {
      if (section.has("expr")) {
        section.problem("expr", "is no fact without time", "write a 'code'");
        return Optional.empty();
      }
      return Optional.of(new Predicate.Static(plain(section)));
    }
  }

  private Predicate.Plain plain(Section section) {
    CodeMatch code = code(section);
    ValueRange value = value(section);
    Map<String, String> columns = new LinkedHashMap<>();
    for (String column : anyColumn ? section.keys() : Predicate.COLUMNS) {
      if (section.has(column) && !OWN.contains(column)) {
        columns.put(column, text(section, column));
      }
    }
    return new Predicate.Plain(code, value, columns);
  }

  /** A value to compare; numbers without the zeros that change nothing. */
  private static String text(Section section, String column) {
    return section
        .value(column)
        .filter(JsonNode::isNumber)
        .map(node -> node.decimalValue().stripTrailingZeros().toPlainString())
        .orElseGet(() -> section.required(column));
  }

  private static Predicate plain(CodeMatch code) {
    return new Predicate.Plain(code, null, Map.of());
  }

  private CodeMatch code(Section section) {
    if (section.isEmpty("code") && mode == Mode.COMPAT) {
      return new CodeMatch.Nothing();
    }
    if (section.value("code").isEmpty() || section.isEmpty("code")) {
      section.problem("code", "is missing", "write a code, or {codeset|any|regex: ...}, or 'expr'");
      return STAND_IN;
    }
    if (section.value("code").get().isValueNode()) {
      String text = section.text("code", "");
      return section.attempt("code", STAND_IN, () -> new CodeMatch.Exact(text));
    }
    try (Section code = section.section("code")) {
      List<String> any = code.texts("any", List.of());
      String regex = code.text("regex", "");
      String set = code.text("codeset", "");
      boolean descendants = code.flag("descendants", false);
      if (code.keys().stream().filter(List.of("any", "regex", "codeset")::contains).count() != 1) {
        section.problem("code", "must say exactly one thing", "write one of codeset, any, regex");
        return STAND_IN;
      }
      if (code.has("descendants") && !code.has("codeset")) {
        code.problem("descendants", "says nothing without 'codeset'", "leave it out");
      }
      if (code.has("any")) {
        return code.attempt("any", STAND_IN, () -> new CodeMatch.Any(any));
      }
      return code.has("regex")
          ? code.attempt("regex", STAND_IN, () -> regex(regex))
          : codeSets
              .read(set)
              .<CodeMatch>map(
                  codes ->
                      descendants
                          ? new CodeMatch.Under(codeSets.withDescendants(codes))
                          : new CodeMatch.In(codes))
              .orElse(STAND_IN);
    }
  }

  private static CodeMatch regex(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException(
          "the regular expression is empty; it would match anything");
    }
    return new CodeMatch.Regex(text);
  }

  private ValueRange value(Section section) {
    Double min = section.number("value_min", null);
    Double max = section.number("value_max", null);
    boolean minInclusive = section.flag("value_min_inclusive", false);
    boolean maxInclusive = section.flag("value_max_inclusive", false);
    for (String limit : List.of("value_min", "value_max")) {
      boolean alone = section.value(limit + "_inclusive").isPresent() && !section.has(limit);
      if (alone && mode == Mode.STRICT) {
        section.problem(limit + "_inclusive", "has no limit", "add '" + limit + "'");
      }
    }
    return min == null && max == null
        ? null
        : section.attempt(
            "value_min", null, () -> new ValueRange(min, minInclusive, max, maxInclusive));
  }
}
