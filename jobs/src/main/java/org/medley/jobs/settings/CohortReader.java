package org.medley.jobs.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medley.features.cohort.Eligibility;
import org.medley.features.cohort.Grammar;
import org.medley.features.cohort.Mode;
import org.medley.features.cohort.ObservationRule;
import org.medley.features.cohort.Placeholders;
import org.medley.features.cohort.Predicate;
import org.medley.features.cohort.ScoreRule;
import org.medley.features.cohort.Span;
import org.medley.features.cohort.SplitRule;
import org.medley.features.cohort.Task;
import org.medley.features.cohort.TaskCheck;
import org.medley.features.cohort.Trigger;
import org.medley.features.cohort.Window;

/** Reads the cohort part of a task. */
final class CohortReader {
  private final Section top;
  private final TaskContext context;
  private final Problems problems;

  CohortReader(Section top, TaskContext context, Problems problems) {
    this.top = top;
    this.context = context;
    this.problems = problems;
  }

  /**
   * The task; empty after problems were noted here or with {@code split}.
   *
   * @param second a file that defines predicates anew; empty: none
   */
  Optional<Task> read(String name, Optional<Section> second, SplitRule split) {
    int before = problems.lines().size();
    Mode mode = top.choice("mode", Mode.STRICT);
    Mode decided = context.mode().orElse(mode);
    PredicatesReader reader = new PredicatesReader(top, problems);
    Map<String, Predicate> predicates =
        reader.read(
            new PredicateReader(
                new CodeSets(context.codes(), problems), context.columns(), decided),
            second);
    Optional<Trigger> trigger = new TriggerReader(top, context.zone()).read();
    Map<String, String> arms = arms();
    Eligibility eligibility = eligibility();
    List<Window> windows = windows();
    ObservationRule observation = observation();
    Optional<ScoreRule> score = score();
    TaskCheck.problems(
            decided,
            predicates,
            trigger.orElse(null),
            arms,
            windows,
            observation,
            score.orElse(null))
        .forEach(reader::note);
    return problems.lines().size() > before
        ? Optional.empty()
        : Optional.of(
            new Task(
                name,
                decided,
                context.zone(),
                Placeholders.without(predicates),
                trigger.orElseThrow(),
                arms,
                eligibility,
                windows,
                observation,
                score.orElse(null),
                split));
  }

  private Map<String, String> arms() {
    Map<String, String> arms = new LinkedHashMap<>();
    try (Section section = top.section("arms")) {
      section.keys().forEach(arm -> arms.put(arm, section.required(arm)));
    }
    return arms;
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
      Span before = TriggerReader.span(section, "min_before", Span.ZERO);
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
