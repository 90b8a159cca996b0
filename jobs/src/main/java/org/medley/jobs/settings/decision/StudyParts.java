package org.medley.jobs.settings.decision;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medley.features.cohort.Boundary;
import org.medley.features.cohort.Eligibility;
import org.medley.features.cohort.FollowUp;
import org.medley.features.cohort.Mode;
import org.medley.features.cohort.ObservationRule;
import org.medley.features.cohort.Placeholders;
import org.medley.features.cohort.Predicate;
import org.medley.features.cohort.ScoreRule;
import org.medley.features.cohort.Side;
import org.medley.features.cohort.Span;
import org.medley.features.cohort.Task;
import org.medley.features.cohort.TaskCheck;
import org.medley.features.cohort.TaskProblem;
import org.medley.features.cohort.Trigger;
import org.medley.features.cohort.Window;
import org.medley.jobs.settings.CohortParts;
import org.medley.jobs.settings.Section;

/**
 * The two cohorts of a decision: those who started an option, from whom its effects are learned,
 * and those for whom it is to be made.
 */
record StudyParts(
    Map<String, Predicate> predicates,
    Trigger.OnPredicate trigger,
    List<OptionSettings> options,
    Eligibility eligibility,
    List<Window> windows,
    ObservationRule observation,
    List<FollowUp> followUps,
    ScoreRule score) {
  /** The standard time without any option before time zero. */
  static final Span WASHOUT = Span.of(Duration.ofDays(365));

  private static final String NEW_USER = "new_user";

  /** Notes what is wrong with the parts taken together. */
  void check(CohortParts parts, Section top) {
    if (known(observation.minBefore()) < known(trigger.washout())) {
      top.problem(
          "observation.min_before",
          "is shorter than the washout: who began before the record cannot be told from a new user",
          "write at least the washout of 'new-users'");
    }
    boolean named = windows.stream().anyMatch(window -> window.name().equals(NEW_USER));
    if (named) {
      top.problem("windows." + NEW_USER, "has a name that Medley uses", "name it otherwise");
    }
    for (Window window : windows) {
      if (window.label() != null) {
        top.problem(
            "windows." + window.name() + ".label",
            "belongs to tasks",
            "name what happens afterwards under 'outcomes'");
      }
    }
    List<TaskProblem> problems =
        TaskCheck.problems(
            Mode.STRICT,
            predicates,
            trigger,
            arms(),
            windows,
            observation,
            followUps,
            studyScore());
    problems.forEach(parts::note);
    if (problems.stream().noneMatch(problem -> problem.path().startsWith("windows"))) {
      for (String window : Task.windowsAfterIndex(windows)) {
        top.problem(
            "windows." + window,
            "reaches beyond time zero: it would choose people by what comes after",
            "let it end at the trigger or before");
      }
    }
  }

  /** Days, a month counted as its shortest. */
  private static long known(Span span) {
    return span.exact().toDays() + 28L * span.months();
  }

  private Map<String, String> arms() {
    Map<String, String> arms = new LinkedHashMap<>();
    options.forEach(option -> arms.put(option.name(), option.predicate()));
    return arms;
  }

  private ScoreRule studyScore() {
    return score instanceof ScoreRule.AtTrigger ? score : null;
  }

  Task study(String name, ZoneId zone) {
    return task(name, zone);
  }

  private Task task(String name, ZoneId zone) {
    return new Task(
        name,
        Mode.STRICT,
        zone,
        Placeholders.without(predicates),
        trigger,
        arms(),
        eligibility,
        windows,
        observation,
        followUps,
        studyScore(),
        null);
  }

  /** Everyone who is eligible as of the date and is a new user of nothing yet. */
  Optional<Task> candidates(String name, ZoneId zone) {
    if (!(score instanceof ScoreRule.AsOf)) {
      return Optional.empty();
    }
    List<Window> all = new ArrayList<>(windows);
    all.add(newUser());
    return Optional.of(
        new Task(
            name,
            Mode.STRICT,
            zone,
            Placeholders.without(predicates),
            new Trigger.Landmarks(List.of(LocalDate.EPOCH), zone),
            Map.of(),
            eligibility,
            all,
            observation,
            List.of(),
            score,
            null));
  }

  private Window newUser() {
    return new Window(
        NEW_USER,
        new Boundary.Offset(
            new org.medley.features.cohort.Boundary.OwnPoint(Side.END),
            trigger.washout().negated()),
        new Boundary.Offset(new Boundary.TriggerPoint(), Span.ZERO),
        false,
        true,
        Map.of(DecisionReader.START, DecisionReader.none()),
        List.of(),
        null,
        null);
  }
}
