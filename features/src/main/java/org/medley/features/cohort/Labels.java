package org.medley.features.cohort;

import org.medley.features.cohort.Label.Status;

/**
 * Decides what is known of the outcome. Positive: at least one outcome in the target window, and no
 * competing event before it. Negative: none, and observed through the window's end, or a competing
 * event inside it first (a known non-event). Unknown: everything else; never negative.
 */
final class Labels {
  private Labels() {}

  /** The label of a sample that passed every rule. */
  static Label of(Plan plan, Sample sample) {
    int window = plan.labelWindow();
    if (window < 0) {
      return Label.NO_LABEL;
    }
    return plan.isCompat() ? counted(plan, sample) : strict(plan, sample);
  }

  /** As ACES: the count decides, whether or not the record goes on to the window's end. */
  private static Label counted(Plan plan, Sample sample) {
    int count = sample.count(plan.labelWindow(), plan.label());
    Long first = count > 0 ? first(plan, sample) : null;
    return count > 0
        ? new Label(Status.POSITIVE, count, first, Label.OUTCOME, null)
        : new Label(Status.NEGATIVE, 0, null, null, null);
  }

  private static Long first(Plan plan, Sample sample) {
    int window = plan.labelWindow();
    return outcome(sample, plan.label(), sample.firstSlot(window), sample.slotAfter(window));
  }

  private static Label strict(Plan plan, Sample sample) {
    int window = plan.labelWindow();
    if (sample.isUnsettled() || !sample.isPlaced(window, Side.START)) {
      return unknown(sample);
    }
    return between(
        plan,
        sample,
        plan.label(),
        sample.firstSlot(window),
        sample.slotAfter(window),
        sample.isObservedThrough(window));
  }

  /**
   * What is known of {@code predicate} from slot {@code from} to before slot {@code to}.
   *
   * @param observed whether nothing can happen unseen up to there
   */
  static Label between(
      Plan plan, Sample sample, int predicate, int from, int to, boolean observed) {
    Long outcome = outcome(sample, predicate, from, to);
    Timeline timeline = sample.history().timeline();
    Competing competing = Competing.after(plan, sample.history(), sample.index());
    boolean competed = competing != null && timeline.atOrAfter(competing.time()) < to;
    if (competed && (outcome == null || competing.time() < outcome)) {
      return new Label(Status.NEGATIVE, 0, competing.time(), competing.name(), null);
    }
    if (outcome != null) {
      int count = sample.history().current().between(predicate, from, to);
      return new Label(Status.POSITIVE, count, outcome, Label.OUTCOME, null);
    }
    return observed ? new Label(Status.NEGATIVE, 0, null, null, null) : unknown(sample);
  }

  /** The time of the first outcome from slot {@code from} to before {@code to}; null: none. */
  private static Long outcome(Sample sample, int predicate, int from, int to) {
    History history = sample.history();
    int slot = history.current().first(predicate, from);
    return slot == Counts.NONE || slot >= to ? null : history.timeline().time(slot);
  }

  private static Label unknown(Sample sample) {
    return new Label(Status.UNKNOWN, null, null, null, sample.observedUntil());
  }
}
