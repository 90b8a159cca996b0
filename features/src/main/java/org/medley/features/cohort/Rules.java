package org.medley.features.cohort;

import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.medley.features.cohort.ScoreRule.AtTrigger;
import org.medley.features.cohort.Trigger.Landmarks;
import org.medley.features.cohort.Trigger.Occurrence;
import org.medley.features.cohort.Trigger.OnPredicate;

/**
 * The rules of a task in order: the trigger, observation, eligibility, the input windows; for
 * training then outcomes that were not yet recorded, and the windows after the prediction time.
 */
final class Rules {
  private final Plan plan;
  private final List<Rule> rules = new ArrayList<>();

  private Rules(Plan plan) {
    this.plan = plan;
  }

  static List<Rule> of(Plan plan) {
    Rules rules = new Rules(plan);
    rules.add(rules.trigger(), sample -> true);
    rules.observation();
    rules.windows(true);
    if (plan.purpose() == Purpose.TRAIN) {
      if (plan.label() >= 0) {
        rules.add(
            "no outcome had happened that became known only after the index time",
            sample -> !sample.hasUnrecordedOutcome());
      }
      rules.windows(false);
    }
    return List.copyOf(rules.rules);
  }

  private String trigger() {
    if (plan.indexIsAsOf()) {
      return "subjects at the as-of date";
    }
    String trigger = "triggers";
    if (plan.task().trigger() instanceof Landmarks landmarks) {
      trigger = "landmarks at the end of " + String.join(", ", texts(landmarks));
    } else if (plan.task().trigger() instanceof OnPredicate on) {
      trigger =
          (on.occurrence() == Occurrence.FIRST ? "first time of " : "every time of ")
              + on.predicate();
    }
    if (plan.purpose() == Purpose.SCORE && plan.task().score() instanceof AtTrigger at) {
      return trigger + ", within " + Spans.words(at.within()) + " before the as-of date";
    }
    return trigger;
  }

  private static List<String> texts(Landmarks landmarks) {
    return landmarks.dates().stream().map(Object::toString).toList();
  }

  private void observation() {
    add("observed at the index time", Sample::isObserved);
    long before = Micros.of(plan.task().observation().minBefore());
    if (before > 0) {
      add(
          "observed for at least "
              + Spans.words(plan.task().observation().minBefore())
              + " before the index time",
          sample -> sample.index() - sample.period().start() >= before);
    }
    CountRange age = plan.task().eligibility().age();
    if (age != null) {
      ZoneId zone = plan.task().zone();
      add(
          "age in whole years at the index date: " + age,
          sample -> sample.birth() != null && inRange(age, years(sample, zone)));
    }
  }

  private static int years(Sample sample, ZoneId zone) {
    return Period.between(sample.birth(), Micros.instant(sample.index()).atZone(zone).toLocalDate())
        .getYears();
  }

  private static boolean inRange(CountRange range, int count) {
    return range.enough(count) && !range.tooMany(count);
  }

  private void windows(boolean input) {
    List<Window> windows = plan.task().windows();
    for (int i = 0; i < windows.size(); i++) {
      if (plan.isInput(i) == input) {
        window(i, windows.get(i));
      }
    }
  }

  private void window(int number, Window window) {
    boolean bounded = window.start().bound() != null || window.end().bound() != null;
    if (plan.isInput(number) && bounded) {
      add("window " + window.name() + " has a start and an end", sample -> sample.isPlaced(number));
    }
    for (Map.Entry<String, CountRange> has : window.has().entrySet()) {
      int predicate = plan.table().number(has.getKey());
      CountRange range = has.getValue();
      add(
          "window " + window.name() + " has " + has.getKey() + ": " + range,
          plan.isInput(number)
              ? sample -> sample.isPlaced(number) && inRange(range, sample.count(number, predicate))
              : sample -> sample.mayMeet(number, predicate, range));
    }
  }

  private void add(String text, java.util.function.Predicate<Sample> passes) {
    rules.add(new Rule(text, passes));
  }
}
