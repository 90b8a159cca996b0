package org.medley.jobs.quality;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.medley.jobs.settings.Section;

/** Reads one rule; the keys are explained in {@code conf/quality/README.md}. */
final class RuleReader {
  private static final double ALL = 100;
  private static final List<String> KINDS =
      List.of(
          "expect",
          "not-null",
          "in-set",
          "not-before",
          "not-after",
          "ranges",
          "canonical-unit",
          "one-unit",
          "unique",
          "no-overlap",
          "refers-to");

  private final Section section;
  private final String table;
  private final Set<String> columns;
  private final List<String> known = new ArrayList<>();

  /** A rule on {@code table}, which is known to {@link Scope}. */
  RuleReader(Section section, String table) {
    this.section = section;
    this.table = table;
    this.columns = Scope.columns(Scope.TABLES.get(table));
  }

  /** The rule; nonsense where problems were noted. */
  Rule read() {
    String path = section.path();
    String name = path.substring(path.lastIndexOf('.') + 1);
    String description = section.required("description");
    Category category = section.choice("category", Category.CONFORMANCE);
    if (!section.has("category")) {
      section.problem("category", "is missing", "write completeness, conformance or plausibility");
    }
    Severity severity = section.choice("severity", Severity.WARN);
    double threshold = section.number("threshold", 0.0);
    if (!(threshold >= 0 && threshold <= ALL)) {
      section.problem("threshold", "is no percentage", "write a number from 0 to 100");
    }
    String where = condition(section, "where", section.text("where", "true"));
    Check check = check();
    section.close();
    StringBuilder all = new StringBuilder("(" + where + ")");
    known.forEach(column -> all.append(" AND " + column + " IS NOT NULL"));
    return new Rule(
        name,
        new Rule.Place(section.file(), path),
        description,
        table,
        category,
        severity,
        threshold,
        all.toString(),
        check);
  }

  private Check check() {
    List<String> kinds = KINDS.stream().filter(section::has).toList();
    if (kinds.size() != 1) {
      section.problem(
          "expect",
          kinds.isEmpty()
              ? "is missing, and no other kind stands for it"
              : "is not alone: " + kinds,
          "write one of " + KINDS);
      return new Check.Holds("true");
    }
    String kind = kinds.get(0);
    return switch (kind) {
      case "expect" -> new Check.Holds(condition(section, kind, section.required(kind)));
      case "not-null" ->
          new Check.Holds(
              columns(section, kind).stream()
                  .map(column -> column + " IS NOT NULL")
                  .collect(Collectors.joining(" AND ")));
      case "in-set" -> inSet();
      case "not-before" -> ordered(kind, ">=", "-");
      case "not-after" -> ordered(kind, "<=", "+");
      case "ranges" -> ranges();
      case "canonical-unit" -> flagged(kind, new Check.CanonicalUnit());
      case "one-unit" -> flagged(kind, new Check.OneUnit());
      case "unique" -> new Check.Unique(columns(section, kind));
      case "no-overlap" -> noOverlap();
      default -> reference();
    };
  }

  private Check flagged(String kind, Check check) {
    if (!section.flag(kind, false)) {
      section.problem(kind, "is not true", "write 'true' or leave the rule out");
    }
    onEvents(kind);
    return check;
  }

  private Check inSet() {
    try (Section set = section.section("in-set")) {
      String column = column(set, "column");
      List<String> values = set.texts("values", List.of());
      if (values.isEmpty()) {
        set.problem("values", "is empty", "list the values");
      }
      String list =
          values.stream()
              .map(value -> "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'")
              .collect(Collectors.joining(", "));
      return new Check.Holds(column + " IN (" + (list.isEmpty() ? "''" : list) + ")");
    }
  }

  /** One time against another, with days of tolerance. Rows without either are not judged. */
  private Check ordered(String kind, String comparison, String sign) {
    try (Section order = section.section(kind)) {
      String column = column(order, "column");
      String other = column(order, "other");
      long days = order.integer("days", 0);
      if (days < 0) {
        order.problem("days", "is below zero", "write how many days are tolerated");
      }
      known.addAll(List.of(column, other));
      return new Check.Holds(
          "%s %s %s %s INTERVAL '%d' DAY"
              .formatted(column, comparison, other, sign, Math.max(0, days)));
    }
  }

  private Check ranges() {
    onEvents("ranges");
    Map<String, Check.Range> ranges = new LinkedHashMap<>();
    section
        .sections("ranges")
        .forEach(
            (code, range) -> {
              double low = range.number("low", Double.NEGATIVE_INFINITY);
              double high = range.number("high", Double.POSITIVE_INFINITY);
              if (low > high) {
                range.problem("low", "is above high", "exchange the two");
              }
              if (!range.has("low") && !range.has("high")) {
                range.problem("low", "is missing, and so is high", "add one of them");
              }
              ranges.put(code, new Check.Range(range.required("unit"), low, high));
              range.close();
            });
    if (ranges.isEmpty()) {
      section.problem("ranges", "is empty", "write code: {unit: ..., low: ..., high: ...}");
    }
    return new Check.Ranges(ranges);
  }

  private Check noOverlap() {
    try (Section overlap = section.section("no-overlap")) {
      return new Check.NoOverlap(
          columns(overlap, "within"), column(overlap, "start"), column(overlap, "end"));
    }
  }

  private Check reference() {
    onEvents("refers-to");
    try (Section to = section.section("refers-to")) {
      return new Check.Reference(
          column(to, "column"),
          column(to, "key"),
          condition(to, "where", to.text("where", "true")));
    }
  }

  private void onEvents(String kind) {
    if (!table.equals("clinical.events")) {
      section.problem(kind, "is for clinical.events alone", "use 'expect' on " + table);
    }
  }

  private String column(Section in, String key) {
    String column = in.required(key);
    return isColumn(in, key, column) ? column : "NULL";
  }

  private List<String> columns(Section in, String key) {
    List<String> names = in.texts(key, List.of());
    if (names.isEmpty()) {
      in.problem(key, "names no column", "write [a, b, c]");
    }
    return names.stream().filter(name -> isColumn(in, key, name)).toList();
  }

  private boolean isColumn(Section in, String key, String name) {
    if (!name.isEmpty() && !columns.contains(name)) {
      in.problem(key, "names '" + name + "', which is no column", "use some of " + columns);
    }
    return columns.contains(name);
  }

  private String condition(Section in, String key, String text) {
    return in.attempt(
        key,
        "true",
        () -> {
          Expressions.columns(text, columns);
          return text;
        });
  }
}
