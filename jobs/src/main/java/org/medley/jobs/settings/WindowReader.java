package org.medley.jobs.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.medley.features.cohort.Aggregate;
import org.medley.features.cohort.Boundary;
import org.medley.features.cohort.Boundary.Offset;
import org.medley.features.cohort.Boundary.OwnPoint;
import org.medley.features.cohort.Boundary.TriggerPoint;
import org.medley.features.cohort.CountRange;
import org.medley.features.cohort.Grammar;
import org.medley.features.cohort.Side;
import org.medley.features.cohort.Span;
import org.medley.features.cohort.ValueRule;
import org.medley.features.cohort.Window;

/** Reads one window; after a problem was noted a stand-in keeps the window in its place. */
final class WindowReader {
  private WindowReader() {}

  /** The window {@code name} that {@code section} writes; closes the section. */
  static Window read(String name, Section section) {
    try (section) {
      Boundary start = boundary(section, Side.START);
      Boundary end = boundary(section, Side.END);
      boolean startInclusive = inclusive(section, Side.START);
      boolean endInclusive = inclusive(section, Side.END);
      String label = section.value("label").isEmpty() ? null : section.text("label", null);
      Side index =
          section.value("index_timestamp").isEmpty()
              ? null
              : section.choice("index_timestamp", Side.END);
      Map<String, CountRange> has = new LinkedHashMap<>();
      List<ValueRule> values = new ArrayList<>();
      has(section, has, values);
      return new Window(name, start, end, startInclusive, endInclusive, has, values, label, index);
    }
  }

  private static boolean inclusive(Section section, Side side) {
    String key = side.word() + "_inclusive";
    if (section.value(key).isEmpty()) {
      section.problem(key, "is missing", "write true or false: both sides must say so");
    }
    return section.flag(key, false);
  }

  private static Boundary boundary(Section section, Side side) {
    if (!section.has(side.word())) {
      section.problem(side.word(), "is missing", "write a boundary, or null for the record's edge");
      return standIn(section, side);
    }
    String text = section.text(side.word(), "");
    return text.isEmpty()
        ? new Boundary.RecordEdge()
        : section.attempt(side.word(), standIn(section, side), () -> Grammar.boundary(text));
  }

  /** Keeps the form of the window: one side refers outside, the other to its own other side. */
  private static Boundary standIn(Section section, Side side) {
    String other = section.value(side.other().word()).map(node -> node.asText()).orElse("null");
    if (other.matches("\\s*(null|start|end)\\b.*")) {
      return new Offset(new TriggerPoint(), Span.ZERO);
    }
    Span day = Span.of(Duration.ofDays(side == Side.START ? -1 : 1));
    return new Offset(new OwnPoint(side.other()), day);
  }

  /** Reads the counts into {@code has} and the aggregates of values into {@code values}. */
  private static void has(Section section, Map<String, CountRange> has, List<ValueRule> values) {
    try (Section counts = section.section("has")) {
      for (String key : counts.keys()) {
        if (counts.value(key).isEmpty()) {
          counts.problem(key, "has no range", "write such as (1, None)");
        } else if (key.contains(".")) {
          value(counts, key).ifPresent(values::add);
        } else if (!RangeReader.isRest(key)) {
          has.put(key, RangeReader.read(counts, key));
        }
      }
    }
  }

  private static Optional<ValueRule> value(Section counts, String key) {
    String predicate = key.substring(0, key.lastIndexOf('.'));
    String word = key.substring(predicate.length() + 1);
    for (Aggregate aggregate : Aggregate.values()) {
      if (aggregate.name().toLowerCase(Locale.ROOT).equals(word)) {
        return RangeReader.values(counts, key)
            .map(range -> new ValueRule(predicate, aggregate, range));
      }
    }
    counts.problem(key, "'" + word + "' is no aggregate", "use one of min, max, mean, last, slope");
    return Optional.empty();
  }
}
