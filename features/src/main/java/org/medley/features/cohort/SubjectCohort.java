package org.medley.features.cohort;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.medley.features.cohort.ScoreRule.AtTrigger;
import org.medley.features.cohort.Trigger.Landmarks;
import org.medley.features.cohort.Trigger.Occurrence;
import org.medley.features.cohort.Trigger.OnPredicate;

/**
 * Draws the candidates of one subject. With n rows and k candidates it takes O((n + k) log n) time
 * and O(n) memory; it depends on nothing but the task and the subject's record.
 */
final class SubjectCohort {
  private final Plan plan;

  SubjectCohort(Plan plan) {
    this.plan = plan;
  }

  /** All candidates in order of index time, each with the first rule that it failed. */
  List<Candidate> candidates(SubjectRecord subject) {
    History history = new History(plan, subject);
    List<Candidate> candidates = new ArrayList<>();
    for (long trigger : triggers(history.timeline())) {
      long index = trigger + plan.indexDistance();
      if (isDrawn(index)) {
        history.known().moveTo(index);
        candidates.add(candidate(new Sample(plan, history, trigger)));
      }
    }
    return candidates;
  }

  private boolean isDrawn(long index) {
    boolean within =
        plan.purpose() == Purpose.TRAIN
            || !(plan.task().score() instanceof AtTrigger at)
            || index > plan.asOf() - Micros.of(at.within());
    return index <= plan.asOf() && within;
  }

  private Candidate candidate(Sample sample) {
    int failed = 0;
    while (failed < plan.rules().size() && plan.rules().get(failed).passes().test(sample)) {
      failed++;
    }
    boolean passed = failed == plan.rules().size();
    return new Candidate(
        sample.index(),
        inputStart(sample),
        target(sample, Side.START),
        target(sample, Side.END),
        passed ? Labels.of(plan, sample) : Label.NO_LABEL,
        failed);
  }

  private Long inputStart(Sample sample) {
    return plan.inputWindow() < 0 ? null : sample.timeOrNull(plan.inputWindow(), Side.START);
  }

  private Long target(Sample sample, Side side) {
    return plan.labelWindow() < 0 ? null : sample.timeOrNull(plan.labelWindow(), side);
  }

  private long[] triggers(Timeline timeline) {
    if (plan.indexIsAsOf()) {
      return new long[] {plan.asOf() - plan.indexDistance()};
    }
    if (plan.task().trigger() instanceof Landmarks landmarks) {
      return landmarks.instants().stream().mapToLong(Micros::of).toArray();
    }
    OnPredicate on = (OnPredicate) plan.task().trigger();
    long[] known = knownTimes(timeline, plan.table().number(on.predicate()));
    return on.occurrence() == Occurrence.FIRST
        ? Arrays.copyOf(known, Math.min(1, known.length))
        : known;
  }

  /** For each time at which the predicate ever was known to hold: when that was known first. */
  private long[] knownTimes(Timeline timeline, int predicate) {
    List<Change> changes = new ArrayList<>();
    for (int row = 0; row < timeline.rows(); row++) {
      EventRow each = timeline.row(row);
      if (each.knownFrom() < each.superseded()) {
        changes.add(new Change(each.knownFrom(), row, 1));
        if (!each.isCurrent()) {
          changes.add(new Change(each.superseded(), row, -1));
        }
      }
    }
    changes.sort(Comparator.comparingLong(Change::moment));
    SlotState state = new SlotState(timeline, plan.table());
    boolean[] seen = new boolean[timeline.slots()];
    LongStream.Builder moments = LongStream.builder();
    int next = 0;
    while (next < changes.size()) {
      int first = next;
      long moment = changes.get(first).moment();
      for (; next < changes.size() && changes.get(next).moment() == moment; next++) {
        state.change(changes.get(next).row(), changes.get(next).sign());
      }
      for (int i = first; i < next; i++) {
        int slot = timeline.slotOf(changes.get(i).row());
        if (!seen[slot] && state.count(predicate, slot) > 0) {
          seen[slot] = true;
          moments.add(moment);
        }
      }
    }
    return moments.build().distinct().toArray();
  }

  private record Change(long moment, int row, int sign) {}
}
