package org.medley.jobs.settings;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medley.features.cohort.Eligibility;
import org.medley.features.cohort.Grammar;
import org.medley.features.cohort.ObservationRule;
import org.medley.features.cohort.Predicate;
import org.medley.features.cohort.ScoreRule;
import org.medley.features.cohort.SplitRule;
import org.medley.features.cohort.Task;
import org.medley.features.cohort.TaskCheck;
import org.medley.features.cohort.Trigger;
import org.medley.features.cohort.Trigger.Landmarks;
import org.medley.features.cohort.Trigger.Occurrence;
import org.medley.features.cohort.Trigger.OnPredicate;
import org.medley.features.cohort.Window;

/** Reads the cohort part of a task. */
final class CohortReader {
  private final Section top;
  private final ZoneId zone;
  private final CodeSets codeSets;
  private final Problems problems;

  CohortReader(Section top, ZoneId zone, CodeSets codeSets, Problems problems) {
    this.top = top;
    this.zone = zone;
    this.codeSets = codeSets;
    this.problems = problems;
  }

  /** The task; empty after problems were noted here or with {@code split}. */
  Optional<Task> read(String name, SplitRule split) {
    int before = problems.lines().size();
    Map<String, Predicate> predicates = predicates();
    Optional<Trigger> trigger = trigger();
    Eligibility eligibility = eligibility();
    List<Window> windows = windows();
    ObservationRule observation = observation();
    Optional<ScoreRule> score = score();
    if (top.value("patient_demographics").isPresent()) {
      top.problem("patient_demographics", "is not supported", "use 'eligibility', or leave it out");
    }
    TaskCheck.problems(predicates, trigger.orElse(null), windows, observation, score.orElse(null))
        .forEach(
            problem -> problems.add(top.file(), problem.path(), problem.what(), problem.remedy()));
    return problems.lines().size() > before
        ? Optional.empty()
        : Optional.of(
            new Task(
                name,
                zone,
                predicates,
                trigger.orElseThrow(),
                eligibility,
                windows,
                observation,
                score.orElse(null),
                split));
  }

  private Map<String, Predicate> predicates() {
    PredicateReader reader = new PredicateReader(codeSets);
    Map<String, Predicate> predicates = new LinkedHashMap<>();
    top.sections("predicates")
        .forEach((name, section) -> predicates.put(name, reader.read(section)));
    return predicates;
  }

  private Optional<Trigger> trigger() {
    if (top.value("trigger").isEmpty()) {
      top.problem("trigger", "is missing", "write 'trigger: PREDICATE' or {dates: [2024-06-01]}");
      return Optional.empty();
    }
    if (top.value("trigger").get().isValueNode()) {
      return Optional.of(new OnPredicate(top.text("trigger", ""), Occurrence.ALL));
    }
    try (Section section = top.section("trigger")) {
      Occurrence occurrence = section.choice("occurrence", Occurrence.ALL);
      List<String> texts = section.texts("dates", List.of());
      if (section.has("dates") == section.has("predicate")) {
        section.problem("predicate", "or else 'dates' must stand here", "write one of the two");
        return Optional.empty();
      }
      if (section.has("predicate")) {
        return Optional.of(new OnPredicate(section.required("predicate"), occurrence));
      }
      if (section.has("occurrence")) {
        section.problem("occurrence", "says nothing about dates", "leave it out");
      }
      List<LocalDate> dates =
          texts.stream().map(text -> TaskBlocks.date(section, "dates", text)).toList();
      return Optional.ofNullable(section.attempt("dates", null, () -> new Landmarks(dates, zone)));
    }
  }

  private Eligibility eligibility() {
    try (Section section = top.section("eligibility")) {
      return section.value("age").isEmpty()
          ? Eligibility.ANYONE
          : new Eligibility(RangeReader.read(section, "age"));
    }
  }

  private List<Window> windows() {
    List<Window> windows = new ArrayList<>();
    top.sections("windows")
        .forEach((name, section) -> windows.add(WindowReader.read(name, section)));
    return windows;
  }

  private ObservationRule observation() {
    try (Section section = top.section("observation")) {
      List<String> competing = section.texts("competing", List.of());
      Duration before = span(section, "min_before", Duration.ZERO);
      return section.attempt(
          "min_before", ObservationRule.NONE, () -> new ObservationRule(before, competing));
    }
  }

  private Optional<ScoreRule> score() {
    if (top.value("score").isEmpty()) {
      return Optional.empty();
    }
    try (Section section = top.section("score")) {
      String at = section.required("at");
      boolean within = section.has("within");
      if (at.equals("as-of") && within) {
        section.problem("within", "says nothing about as-of", "leave it out");
      }
      if (at.equals("as-of")) {
        return Optional.of(new ScoreRule.AsOf());
      }
      if (!at.equals("trigger")) {
        section.problem("at", "is '" + at + "'", "use one of [as-of, trigger]");
        return Optional.empty();
      }
      if (!within) {
        section.problem("within", "is missing", "write such as 'within: 30d'");
        return Optional.empty();
      }
      Duration span = span(section, "within", Duration.ofDays(1));
      return Optional.ofNullable(
          section.attempt("within", null, () -> new ScoreRule.AtTrigger(span)));
    }
  }

  private static Duration span(Section section, String key, Duration standard) {
    String text = section.text(key, "");
    return text.isEmpty() ? standard : section.attempt(key, standard, () -> Grammar.duration(text));
  }
}
