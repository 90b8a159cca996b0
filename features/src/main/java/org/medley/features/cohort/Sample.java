package org.medley.features.cohort;

import java.time.LocalDate;
import java.util.OptionalDouble;

/**
 * One subject at one index time with its windows placed. Under strict rules windows that surely end
 * at or before the index see what was known at it, and all others see current versions.
 */
final class Sample {
  private final Plan plan;
  private final History history;
  private final TriggerTime trigger;
  private final Places places;
  private final boolean reached;
  private final long index;
  private final Period period;
  private boolean unsettled;

  private Sample(
      Plan plan, History history, TriggerTime trigger, Places places, boolean reached, long index) {
    this.plan = plan;
    this.history = history;
    this.trigger = trigger;
    this.places = places;
    this.reached = reached;
    this.index = index;
    this.period =
        history.periods().stream().filter(each -> each.covers(index)).findFirst().orElse(null);
  }

  /** The sample of {@code trigger} at {@code index}, to which the history has moved. */
  static Sample strict(Plan plan, History history, TriggerTime trigger, long index) {
    Places places = new Places(plan, history, trigger.moment());
    places.placeAll(plan.indexPoint(), index);
    return new Sample(plan, history, trigger, places, true, index);
  }

  /** The sample of a trigger whose prediction time never came; nothing is placed. */
  static Sample unreached(Plan plan, History history, TriggerTime trigger) {
    Places places = new Places(plan, history, trigger.moment());
    return new Sample(plan, history, trigger, places, false, trigger.moment());
  }

  /** The sample of {@code trigger} by the rules of ACES. */
  static Sample compat(Plan plan, History history, TriggerTime trigger) {
    Places places = new Places(plan, history, trigger.moment());
    places.placeAll(Counts.NONE, 0);
    boolean reached = places.isPlaced(plan.indexPoint());
    long index = reached ? places.time(plan.indexPoint()) : trigger.moment();
    return new Sample(plan, history, trigger, places, reached, index);
  }

  /** The prediction time; that of the trigger where it was not reached. */
  long index() {
    return index;
  }

  TriggerTime trigger() {
    return trigger;
  }

  /** Whether there is a prediction time. */
  boolean isReached() {
    return reached;
  }

  /** The date of birth; null: not stated. */
  LocalDate birth() {
    return history.birth();
  }

  /** Whether the subject has the fact without time {@code number}. */
  boolean hasStatic(int number) {
    return history.hasStatic(number);
  }

  /** The observation period that covers the index; null: none. */
  Period period() {
    return period;
  }

  boolean isObserved() {
    return period != null;
  }

  /** The last moment of observation: the period's end, at the latest the as-of date. */
  long observedUntil() {
    return Math.min(period.end(), plan.asOf());
  }

  boolean isPlaced(int window) {
    return isPlaced(window, Side.START) && isPlaced(window, Side.END);
  }

  boolean isPlaced(int window, Side side) {
    return places.isPlaced(window, side);
  }

  /** Where a placed side lies; the least and greatest long stand for the record's edges. */
  long time(int window, Side side) {
    return places.time(window, side);
  }

  /** The time of a side; null where it is not placed or is the record's edge. */
  Long timeOrNull(int window, Side side) {
    long time = time(window, side);
    return isPlaced(window, side) && time != Long.MIN_VALUE && time != Long.MAX_VALUE ? time : null;
  }

  /** The first slot inside a window. */
  int firstSlot(int window) {
    return places.firstSlot(window);
  }

  /** The first slot after a window; one whose end was not reached is open. */
  int slotAfter(int window) {
    return places.slotAfter(window);
  }

  /** The count of a predicate in a window whose start is placed. */
  int count(int window, int predicate) {
    return history
        .seen(plan.isInput(window))
        .between(predicate, firstSlot(window), slotAfter(window));
  }

  /** The aggregate of a predicate's values in a placed window; empty: there is none. */
  OptionalDouble aggregate(int window, ValueRule rule) {
    return history
        .values(rule.predicate())
        .aggregate(
            rule.aggregate(),
            firstSlot(window),
            slotAfter(window),
            plan.isInput(window) && !plan.isCompat() ? index : EventRow.CURRENT);
  }

  /** Whether {@code predicate} holds at no time within {@code span} before the trigger's event. */
  boolean isFirstWithin(int predicate, Span span) {
    Timeline timeline = history.timeline();
    long from = span.before(trigger.event(), plan.task().zone());
    int at = timeline.atOrAfter(trigger.event());
    return history.seen(true).between(predicate, timeline.after(from), at) == 0;
  }

  /** The count of a predicate at the trigger's event. */
  int countAtTrigger(int predicate) {
    Timeline timeline = history.timeline();
    return history
        .seen(true)
        .between(predicate, timeline.atOrAfter(trigger.event()), timeline.after(trigger.event()));
  }

  /**
   * Whether a window after the index meets a range as far as can be known. What is not known leaves
   * the sample in and makes its label unknown.
   */
  boolean mayMeet(int window, int predicate, CountRange range) {
    if (!isPlaced(window)) {
      unsettled = true;
      return true;
    }
    int count = count(window, predicate);
    if (range.tooMany(count)) {
      return false;
    }
    boolean settled = range.max() == null && range.enough(count);
    if (!settled && !isObservedThrough(window)) {
      unsettled = true;
      return true;
    }
    return range.enough(count);
  }

  /** The same for values, which are known when the window has passed under observation. */
  boolean mayMeet(int window, ValueRule rule) {
    if (!isPlaced(window) || !isObservedThrough(window)) {
      unsettled = true;
      return true;
    }
    OptionalDouble aggregate = aggregate(window, rule);
    return aggregate.isPresent() && rule.range().holds(aggregate.getAsDouble());
  }

  /** Whether nothing can happen unseen up to the end of the window. */
  boolean isObservedThrough(int window) {
    if (!isPlaced(window, Side.END)) {
      return false;
    }
    long end = time(window, Side.END);
    long last = plan.task().windows().get(window).endInclusive() ? end : end - 1;
    Competing competing = Competing.after(plan, history, index);
    return observedUntil() >= last || (competing != null && competing.time() <= last);
  }

  /** Whether an outcome had happened by the index that was not known then. */
  boolean hasUnrecordedOutcome() {
    KnownCounts known = history.known();
    return known.between(known.unrecorded(), 0, history.timeline().after(index)) > 0;
  }

  /** Whether {@code predicate} had held by the index at a time at which that was not known then. */
  boolean hasUnrecorded(int predicate) {
    int after = history.timeline().after(index);
    int slot = history.current().first(predicate, 0);
    while (slot != Counts.NONE && slot < after) {
      if (history.known().between(predicate, slot, slot + 1) == 0) {
        return true;
      }
      slot = history.current().first(predicate, slot + 1);
    }
    return false;
  }

  /** Whether some rule could not be decided. */
  boolean isUnsettled() {
    return unsettled;
  }

  History history() {
    return history;
  }
}
