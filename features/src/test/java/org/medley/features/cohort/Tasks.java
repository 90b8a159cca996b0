package org.medley.features.cohort;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medley.features.cohort.Trigger.Landmarks;
import org.medley.features.cohort.Trigger.Occurrence;
import org.medley.features.cohort.Trigger.OnPredicate;

/**
 * Builds tasks for tests. A predicate that is not defined otherwise matches the code of its name.
 */
final class Tasks {
  private final Map<String, Predicate> predicates = new LinkedHashMap<>();
  private final List<Window> windows = new ArrayList<>();
  private final Map<String, String> arms = new LinkedHashMap<>();
  private Trigger trigger;
  private Mode mode = Mode.STRICT;
  private ZoneId zone = ZoneOffset.UTC;
  private Eligibility eligibility = Eligibility.ANYONE;
  private ObservationRule observation = ObservationRule.NONE;
  private ScoreRule score;
  private SplitRule split;

  static Tasks on(String predicate) {
    Tasks tasks = new Tasks();
    tasks.trigger = new OnPredicate(predicate, Occurrence.ALL);
    return tasks;
  }

  static Tasks onFirst(String predicate) {
    Tasks tasks = new Tasks();
    tasks.trigger = new OnPredicate(predicate, Occurrence.FIRST);
    return tasks;
  }

  static Tasks on(Trigger trigger) {
    Tasks tasks = new Tasks();
    tasks.trigger = trigger;
    return tasks;
  }

  static Tasks onDates(ZoneId zone, String... dates) {
    Tasks tasks = new Tasks();
    tasks.zone = zone;
    tasks.trigger =
        new Landmarks(
            java.util.Arrays.stream(dates).map(java.time.LocalDate::parse).toList(), zone);
    return tasks;
  }

  Tasks codes(String... names) {
    for (String name : names) {
      predicates.put(
          name, new Predicate.Plain(new CodeMatch.Exact(name.toUpperCase()), null, Map.of()));
    }
    return this;
  }

  Tasks predicate(String name, Predicate predicate) {
    predicates.put(name, predicate);
    return this;
  }

  Tasks compat() {
    mode = Mode.COMPAT;
    return this;
  }

  Tasks zone(String id) {
    zone = ZoneId.of(id);
    return this;
  }

  /** Predicates by expression: {@code either = or(a, b)}. */
  Tasks derived(String... texts) {
    for (String text : texts) {
      String[] sides = text.split("\\s*=\\s*", 2);
      predicates.put(sides[0], Grammar.expression(sides[1]));
    }
    return this;
  }

  /** A fact without time whose code is the upper-case name. */
  Tasks demographic(String name) {
    CodeMatch code = new CodeMatch.Exact(name.toUpperCase());
    predicates.put(name, new Predicate.Static(new Predicate.Plain(code, null, Map.of())));
    return this;
  }

  Tasks arms(String... predicates) {
    for (String each : predicates) {
      arms.put(each + "-arm", each);
    }
    return this;
  }

  /** A window; {@code flags} as {@code []}, {@code (]}, {@code [)} or {@code ()}. */
  Tasks window(String name, String start, String end, String flags, String... has) {
    return add(name, start, end, flags, null, null, has);
  }

  /** The window whose end is the index time. */
  Tasks input(String start, String end, String flags, String... has) {
    return add("input", start, end, flags, null, Side.END, has);
  }

  /** The window of the label. */
  Tasks target(String start, String end, String flags, String label, String... has) {
    return add("target", start, end, flags, label, null, has);
  }

  private Tasks add(
      String name,
      String start,
      String end,
      String flags,
      String label,
      Side index,
      String... has) {
    Map<String, CountRange> counts = new LinkedHashMap<>();
    List<ValueRule> values = new ArrayList<>();
    for (String each : has) {
      String key = each.split(":")[0];
      String range = each.split(":")[1];
      if (key.contains(".")) {
        String[] parts = key.split("\\.");
        Aggregate aggregate = Aggregate.valueOf(parts[1].toUpperCase());
        values.add(new ValueRule(parts[0], aggregate, Grammar.values(range)));
      } else {
        counts.put(key, Grammar.range(range));
      }
    }
    windows.add(
        new Window(
            name,
            start == null ? new Boundary.RecordEdge() : Grammar.boundary(start),
            end == null ? new Boundary.RecordEdge() : Grammar.boundary(end),
            flags.startsWith("["),
            flags.endsWith("]"),
            counts,
            values,
            label,
            index));
    return this;
  }

  Tasks age(String range) {
    eligibility = new Eligibility(Grammar.range(range));
    return this;
  }

  Tasks competing(String... names) {
    observation = new ObservationRule(observation.minBefore(), List.of(names));
    return this;
  }

  Tasks minBefore(Duration span) {
    observation = new ObservationRule(Span.of(span), observation.competing());
    return this;
  }

  Tasks score(ScoreRule rule) {
    score = rule;
    return this;
  }

  Tasks split(String cutoff, double testShare) {
    split = new SplitRule(new SplitRule.Drawn(testShare, 7), Instant.parse(cutoff));
    return this;
  }

  Tasks split(SplitRule rule) {
    split = rule;
    return this;
  }

  Task build() {
    return new Task(
        "test",
        mode,
        zone,
        predicates,
        trigger,
        arms,
        eligibility,
        windows,
        observation,
        List.of(),
        score,
        split);
  }
}
