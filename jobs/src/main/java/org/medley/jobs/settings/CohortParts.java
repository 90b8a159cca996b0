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
import org.medley.features.cohort.Predicate;
import org.medley.features.cohort.ScoreRule;
import org.medley.features.cohort.Span;
import org.medley.features.cohort.TaskProblem;
import org.medley.features.cohort.Window;

/**
 * Reads the parts of a cohort one by one, for files that put them together in their own way. After
 * a problem was noted each gives a stand-in.
 */
public final class CohortParts {
  private final Section top;
  private final TaskContext context;
  private final Problems problems;
  private final PredicatesReader predicates;

  /** The parts that stand below {@code top}. */
  public CohortParts(Section top, TaskContext context, Problems problems) {
    this.top = top;
    this.context = context;
    this.problems = problems;
    this.predicates = new PredicatesReader(top, problems);
  }

  /**
   * The predicates by name.
   *
   * @param second a file that defines predicates anew; empty: none
   */
  public Map<String, Predicate> predicates(Mode mode, Optional<Section> second) {
    CodeSets sets = new CodeSets(context.codes(), problems);
    return predicates.read(new PredicateReader(sets, context.columns(), mode), second);
  }

  /**
   * Notes a problem of the parts taken together where it stands, after the predicates were read.
   */
  public void note(TaskProblem problem) {
    predicates.note(problem);
  }

  /** The covariates; empty where the file asks for none. */
  public Optional<FeaturesBlock> features() {
    CodeTables tables = new CodeTables(context.codes(), problems);
    return new TaskBlocks(top, context.zone(), context.allowed(), tables, problems).features();
  }

  /** The span at {@code key} of {@code section}, or {@code standard} where absent or wrong. */
  public static Span span(Section section, String key, Span standard) {
    return TriggerReader.span(section, key, standard);
  }

  /** The predicate of each arm, by the arm's name. */
  public Map<String, String> arms() {
    Map<String, String> arms = new LinkedHashMap<>();
    try (Section section = top.section("arms")) {
      section.keys().forEach(arm -> arms.put(arm, section.required(arm)));
    }
    return arms;
  }

  /** Who may enter. */
  public Eligibility eligibility() {
    try (Section section = top.section("eligibility")) {
      return section.value("age").isEmpty()
          ? Eligibility.ANYONE
          : new Eligibility(RangeReader.read(section, "age"));
    }
  }

  /** The windows in the order of the file. */
  public List<Window> windows() {
    List<Window> windows = new ArrayList<>();
    top.sections("windows")
        .forEach((name, section) -> windows.add(WindowReader.read(name, section)));
    return windows;
  }

  /** What must be observed, and what ends the risk. */
  public ObservationRule observation() {
    try (Section section = top.section("observation")) {
      List<String> competing = section.texts("competing", List.of());
      Span before = TriggerReader.span(section, "min_before", Span.ZERO);
      return section.attempt(
          "min_before", ObservationRule.NONE, () -> new ObservationRule(before, competing));
    }
  }

  /** Who is scored; empty where the file says nothing. */
  public Optional<ScoreRule> score() {
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
