package org.medley.features.cohort;

import java.time.Period;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.medley.features.cohort.Boundary.RecordEdge;
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
    rules.reached();
    rules.statics();
    rules.occurrence();
    if (!plan.isCompat()) {
      rules.observation();
    }
    rules.age();
    rules.windows(true);
    if (plan.purpose() == Purpose.TRAIN) {
      if (plan.label() >= 0 && !plan.isCompat()) {
        rules.add(
            "no outcome had happened that became known only after the index time",
            sample -> !sample.hasUnrecordedOutcome());
      }
      rules.windows(false);
    }
    if (plan.indexNeedsEvent() && !plan.isCompat()) {
      rules.add("of several triggers with the same prediction time the latest", sample -> true);
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

  private void statics() {
    List<String> statics = plan.table().statics();
    for (int i = 0; i < statics.size(); i++) {
      int number = i;
      add("patient_demographics " + statics.get(i), sample -> sample.hasStatic(number));
    }
  }

  private void occurrence() {
    if (!(plan.task().trigger() instanceof OnPredicate on)) {
      return;
    }
    ZoneId zone = plan.task().zone();
    if (!on.calendar().equals(CalendarRule.ANY)) {
      add(
          "trigger " + on.calendar().words(),
          sample -> on.calendar().allows(Micros.instant(sample.trigger().event()).atZone(zone)));
    }
    if (!on.washout().isZero()) {
      int predicate = plan.table().number(on.predicate());
      add(
          "no " + on.predicate() + " in the " + on.washout().words() + " before the trigger",
          sample -> sample.isFirstWithin(predicate, on.washout()));
    }
    if (!plan.task().arms().isEmpty()) {
      add(
          "exactly one arm of " + String.join(", ", plan.task().arms().keySet()),
          sample -> Arms.number(plan, sample) == 1);
    }
  }

  private void reached() {
    if (plan.indexNeedsEvent()) {
      Window window = plan.tree().window(plan.indexPoint());
      add("the prediction time, in window " + window.name() + ", is reached", Sample::isReached);
    }
  }

  private void observation() {
    add("observed at the index time", Sample::isObserved);
    Span before = plan.task().observation().minBefore();
    if (!before.isZero()) {
      ZoneId zone = plan.task().zone();
      add(
          "observed for at least " + before.words() + " before the index time",
          sample -> sample.period().start() <= before.before(sample.index(), zone));
    }
  }

  private void age() {
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
    if (plan.isCompat()
        ? isBounded(window, true)
        : plan.isInput(number) && isBounded(window, false)) {
      add("window " + window.name() + " has a start and an end", sample -> sample.isPlaced(number));
    }
    for (Map.Entry<String, CountRange> has : window.has().entrySet()) {
      int predicate = plan.table().number(has.getKey());
      CountRange range = has.getValue();
      add(
          "window " + window.name() + " has " + has.getKey() + ": " + range,
          isSettled(number)
              ? sample -> sample.isPlaced(number) && inRange(range, sample.count(number, predicate))
              : sample -> sample.mayMeet(number, predicate, range));
    }
    for (ValueRule rule : window.values()) {
      add(
          "window " + window.name() + " has " + rule.key() + " " + rule.range().words(),
          isSettled(number)
              ? sample -> sample.isPlaced(number) && holds(rule, sample.aggregate(number, rule))
              : sample -> sample.mayMeet(number, rule));
    }
  }

  /** Whether a window, or what it hangs on, needs an event to be placed. */
  private static boolean isBounded(Window window, boolean edges) {
    return Stream.of(window.start(), window.end())
        .anyMatch(side -> side.bound() != null || (edges && side instanceof RecordEdge));
  }

  /** Whether nothing that is still to come can change what the window holds. */
  private boolean isSettled(int window) {
    return plan.isCompat() || plan.isInput(window);
  }

  private static boolean holds(ValueRule rule, OptionalDouble aggregate) {
    return aggregate.isPresent() && rule.range().holds(aggregate.getAsDouble());
  }

  private void add(String text, java.util.function.Predicate<Sample> passes) {
    rules.add(new Rule(text, passes));
  }
}
