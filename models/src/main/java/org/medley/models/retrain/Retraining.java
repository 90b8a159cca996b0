package org.medley.models.retrain;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.medley.models.external.ClosedTest;
import org.medley.models.external.UpdateKind;
import org.medley.models.retrain.Signal.State;

/**
 * Decides what a night asks for. What forbids trust in the data holds, before anything else. Else
 * calibration and discrimination on matured labels ask, and of the updates the smallest is taken
 * that does no worse than the largest (closed testing, {@link ClosedTest}; Davis et al., J Am Med
 * Inform Assoc 2019;26:1448, found that models refitted without need got worse). Last, the pace of
 * updates is limited.
 */
public final class Retraining {
  private final RetrainPolicy policy;
  private final Evidence tonight;
  private final History history;
  private final LabelWatch labels;
  private final List<Signal> signals = new ArrayList<>();

  private Retraining(RetrainPolicy policy, Evidence tonight, History history) {
    this.policy = policy;
    this.tonight = tonight;
    this.history = history;
    this.labels = new LabelWatch(policy, tonight);
    signals.addAll(DataWatch.signals(policy.data(), tonight, history));
    signals.addAll(labels.signals());
    signals.addAll(new CovariateWatch(policy, tonight).signals(history.broken()));
  }

  /**
   * The decision; a pure function of its arguments.
   *
   * @param ladder which update the matured members ask for whose index time is on the given day or
   *     later; called at most once, and only where their labels act
   */
  public static RetrainDecision decide(
      RetrainPolicy policy,
      Evidence tonight,
      History history,
      Function<LocalDate, ClosedTest> ladder) {
    return new Retraining(policy, tonight, history).decide(ladder);
  }

  private RetrainDecision decide(Function<LocalDate, ClosedTest> ladder) {
    if (policy.frozen()) {
      return decided(Reaction.HOLD, List.of("the task is frozen"));
    }
    List<String> holds = words(State.HOLD);
    if (!holds.isEmpty()) {
      return decided(Reaction.HOLD, holds);
    }
    Optional<RetrainDecision> wish = settled().or(() -> labels(ladder)).or(this::events);
    return wish.map(this::paced).orElseGet(() -> decided(Reaction.NO_UPDATE, quiet()));
  }

  private Optional<RetrainDecision> settled() {
    return signals.stream()
        .filter(each -> each.name().equals(CovariateWatch.BREAK) && each.state() == State.ACT)
        .findFirst()
        .map(each -> refit(each.words()));
  }

  private Optional<RetrainDecision> labels(Function<LocalDate, ClosedTest> ladder) {
    Optional<LocalDate> onset = labels.onset();
    if (onset.isEmpty()) {
      return Optional.empty();
    }
    ClosedTest test = ladder.apply(onset.get());
    List<String> reasons = new ArrayList<>(acting());
    reasons.add("on members since " + onset.get() + " " + test.words());
    boolean untested = labels.ranksLost() && !test.note().isEmpty();
    UpdateKind kind = untested ? UpdateKind.REFIT : test.recommended();
    if (untested) {
      reasons.add("ranks were lost, which no recalibration brings back");
    }
    if (kind == UpdateKind.NONE) {
      reasons.add("no update is better for sure than the model as it is");
      return Optional.of(decided(Reaction.NO_UPDATE, reasons));
    }
    Reaction reaction = kind == UpdateKind.REFIT ? Reaction.REFIT : Reaction.RECALIBRATE;
    return Optional.of(new RetrainDecision(reaction, Optional.of(kind), onset, reasons, signals));
  }

  /** What acts in the last window that was judged. */
  private List<String> acting() {
    String last =
        signals.stream()
            .filter(each -> each.name().equals("slope"))
            .map(Signal::item)
            .reduce("", (first, second) -> second);
    return signals.stream()
        .filter(each -> each.item().equals(last) && each.state() == State.ACT)
        .map(Signal::words)
        .toList();
  }

  private Optional<RetrainDecision> events() {
    int enough = policy.pace().newEvents();
    return enough > 0 && tonight.newEvents() >= enough
        ? Optional.of(
            refit(
                tonight.newEvents()
                    + " outcomes have matured that the model has not seen; "
                    + enough
                    + " are enough to fit it anew"))
        : Optional.empty();
  }

  private RetrainDecision refit(String reason) {
    return new RetrainDecision(
        Reaction.REFIT, Optional.of(UpdateKind.REFIT), Optional.empty(), List.of(reason), signals);
  }

  /** The wish, unless the model changed too lately or too often. */
  private RetrainDecision paced(RetrainDecision wish) {
    if (wish.reaction() == Reaction.NO_UPDATE) {
      return wish;
    }
    RetrainPolicy.Pace pace = policy.pace();
    Optional<LocalDate> last = history.updates().stream().max(LocalDate::compareTo);
    Optional<LocalDate> free = last.map(day -> day.plusDays(pace.coolDownDays()));
    long lately =
        history.updates().stream()
            .filter(day -> ChronoUnit.DAYS.between(day, tonight.date()) < pace.periodDays())
            .count();
    String asked = wish.reaction().text() + " is asked for and not done: ";
    List<String> reasons = new ArrayList<>();
    if (free.isPresent() && tonight.date().isBefore(free.get())) {
      reasons.add(
          asked + "the last update was on " + last.get() + ", the next may be on " + free.get());
    } else if (lately >= pace.most()) {
      reasons.add(
          asked + lately + " updates in " + pace.periodDays() + " days are the most there may be");
    } else {
      return wish;
    }
    reasons.addAll(wish.reasons());
    return decided(Reaction.NO_UPDATE, reasons);
  }

  private List<String> quiet() {
    List<String> reasons =
        new ArrayList<>(
            signals.stream()
                .filter(each -> each.index() < 0)
                .filter(each -> each.state() == State.WARN || each.state() == State.ACT)
                .map(Signal::words)
                .toList());
    if (reasons.isEmpty()) {
      reasons.add("nothing that is watched is beyond its limit");
    }
    if (!labels.canJudge()) {
      reasons.add("too few labels have matured since the training to judge the model by");
    }
    return reasons;
  }

  private List<String> words(State state) {
    return signals.stream().filter(each -> each.state() == state).map(Signal::words).toList();
  }

  private RetrainDecision decided(Reaction reaction, List<String> reasons) {
    return new RetrainDecision(reaction, Optional.empty(), Optional.empty(), reasons, signals);
  }
}
