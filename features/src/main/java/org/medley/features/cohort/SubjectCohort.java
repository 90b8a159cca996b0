package org.medley.features.cohort;

import java.util.ArrayList;
import java.util.List;
import org.medley.features.cohort.ScoreRule.AtTrigger;

/**
 * Draws the candidates of one subject. With n rows and k candidates it takes O((n + k) log n) time
 * and O(n) memory, and O(n) more for each candidate and rule on values; it depends on nothing but
 * the task and the subject's record.
 */
final class SubjectCohort {
  private final Plan plan;

  SubjectCohort(Plan plan) {
    this.plan = plan;
  }

  /** All candidates in order of their triggers, each with the first rule that it failed. */
  List<Candidate> candidates(SubjectRecord subject) {
    History history = new History(plan, subject);
    List<Candidate> candidates = new ArrayList<>();
    List<TriggerTime> triggers = new Triggers(plan, history).times();
    if (plan.isCompat()) {
      triggers.forEach(trigger -> candidates.add(candidate(Sample.compat(plan, history, trigger))));
    } else {
      strict(history, triggers, candidates);
    }
    return candidates;
  }

  private void strict(History history, List<TriggerTime> triggers, List<Candidate> candidates) {
    PredictionTimes predictionTimes = new PredictionTimes(plan, history);
    for (TriggerTime trigger : triggers) {
      long index = predictionTimes.of(trigger.moment());
      if (index == PredictionTimes.NEVER || index > plan.asOf()) {
        if (plan.indexNeedsEvent() && trigger.moment() <= plan.asOf()) {
          candidates.add(candidate(Sample.unreached(plan, history, trigger)));
        }
      } else if (isDrawn(index)) {
        history.known().moveTo(index);
        replace(candidates, candidate(Sample.strict(plan, history, trigger, index)));
      }
    }
  }

  private boolean isDrawn(long index) {
    return plan.purpose() == Purpose.TRAIN
        || !(plan.task().score() instanceof AtTrigger at)
        || index > plan.asOf() - Micros.of(at.within());
  }

  /** Of several that passed with one prediction time the one of the latest trigger stays. */
  private void replace(List<Candidate> candidates, Candidate next) {
    int passed = plan.rules().size();
    if (plan.indexNeedsEvent() && next.failed() == passed) {
      candidates.replaceAll(
          each ->
              each.failed() == passed && each.index() == next.index()
                  ? each.outAt(passed - 1)
                  : each);
    }
    candidates.add(next);
  }

  private Candidate candidate(Sample sample) {
    int failed = 0;
    while (failed < plan.rules().size() && plan.rules().get(failed).passes().test(sample)) {
      failed++;
    }
    boolean passed = failed == plan.rules().size();
    return new Candidate(
        sample.index(),
        sample.trigger().moment(),
        inputStart(sample),
        target(sample, Side.START),
        target(sample, Side.END),
        passed ? Labels.of(plan, sample) : Label.NO_LABEL,
        Arms.single(plan, sample),
        passed ? Followed.of(plan, sample) : List.of(),
        failed);
  }

  private Long inputStart(Sample sample) {
    return plan.inputWindow() < 0 ? null : sample.timeOrNull(plan.inputWindow(), Side.START);
  }

  private Long target(Sample sample, Side side) {
    return plan.labelWindow() < 0 ? null : sample.timeOrNull(plan.labelWindow(), side);
  }
}
