package org.medley.features.cohort;

import org.medley.features.cohort.Label.Status;

/**
 * Decides what is known of the outcome. Positive: at least one outcome in the target window, and no
 * competing event before it. Negative: none, and observed through the window's end, or a competing
 * event inside it first (a known non-event). Unknown: everything else; never negative.
 */
final class Labels {
  private Labels() {}

  /** The label of a sample that is observed at its index. */
  static Label of(Plan plan, Sample sample) {
    int window = plan.labelWindow();
    if (window < 0) {
      return Label.NO_LABEL;
    }
    if (sample.isUnsettled() || !sample.isPlaced(window, Side.START)) {
      return unknown(sample);
    }
    History history = sample.history();
    int to = sample.slotAfter(window);
    int slot = history.current().first(plan.label(), sample.firstSlot(window));
    Long outcome = slot == Counts.NONE || slot >= to ? null : history.timeline().time(slot);
    Competing competing = Competing.after(plan, history, sample.index());
    boolean competed = competing != null && history.timeline().atOrAfter(competing.time()) < to;
    if (competed && (outcome == null || competing.time() < outcome)) {
      return new Label(Status.NEGATIVE, competing.time(), competing.name(), null);
    }
    if (outcome != null) {
      return new Label(Status.POSITIVE, outcome, Label.OUTCOME, null);
    }
    return sample.isObservedThrough(window)
        ? new Label(Status.NEGATIVE, null, null, null)
        : unknown(sample);
  }

  private static Label unknown(Sample sample) {
    return new Label(Status.UNKNOWN, null, null, sample.observedUntil());
  }
}
