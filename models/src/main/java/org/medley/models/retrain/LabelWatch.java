package org.medley.models.retrain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.medley.models.retrain.Signal.State;
import org.medley.models.statistics.Estimate;

/**
 * Watches calibration and discrimination on matured labels. The last window that can be judged
 * decides; those before only tell for how long it has been so.
 */
final class LabelWatch {
  private final RetrainPolicy policy;
  private final Estimate baseline;
  private final List<MaturedWindow> all;
  private final List<MaturedWindow> judged;

  LabelWatch(RetrainPolicy policy, Evidence tonight) {
    this.policy = policy;
    this.baseline = tonight.baseline();
    this.all = tonight.windows();
    this.judged = all.stream().filter(this::canBeJudged).toList();
  }

  private boolean canBeJudged(MaturedWindow window) {
    long fewest = Math.min(window.events(), window.known() - window.events());
    return window.share() >= policy.calibration().matured()
        && fewest >= policy.calibration().leastEvents()
        && window.slope().assessable();
  }

  /** Whether any window can be judged. */
  boolean canJudge() {
    return !judged.isEmpty();
  }

  /** First day of the windows in which what acts now began to show; empty: nothing acts. */
  Optional<LocalDate> onset() {
    int last = judged.size() - 1;
    if (last < 0) {
      return Optional.empty();
    }
    int first = judged.size();
    if (acts(last)) {
      first = Math.min(first, start(last, i -> side(i) == side(last)));
    }
    if (slopeOutside(judged.get(last))) {
      first = Math.min(first, start(last, i -> slopeOutside(judged.get(i))));
    }
    if (loss(judged.get(last), policy.discrimination().act())) {
      first = Math.min(first, start(last, this::lost));
    }
    return first > last ? Optional.empty() : Optional.of(judged.get(first).from());
  }

  /** Whether ranks were lost, which no recalibration brings back. */
  boolean ranksLost() {
    return !judged.isEmpty() && lost(judged.size() - 1);
  }

  private boolean lost(int i) {
    return loss(judged.get(i), policy.discrimination().act());
  }

  private static int start(int last, IntPredicate same) {
    int first = last;
    while (first > 0 && same.test(first - 1)) {
      first--;
    }
    return first;
  }

  /** 1: risks too low, -1: too high, 0: neither for sure and by enough to matter. */
  private int side(int i) {
    Estimate large = judged.get(i).inTheLarge();
    boolean matters = Math.abs(large.value()) > policy.calibration().inTheLarge();
    return !matters ? 0 : large.low() > 0 ? 1 : large.high() < 0 ? -1 : 0;
  }

  private boolean acts(int i) {
    int running = policy.calibration().running();
    return side(i) != 0 && i - start(i, j -> side(j) == side(i)) + 1 >= running;
  }

  private boolean slopeOutside(MaturedWindow window) {
    return window.slope().high() < policy.calibration().leastSlope()
        || window.slope().low() > policy.calibration().mostSlope();
  }

  /**
   * Whether the AUROC is surely below what is expected here, and a loss of {@code margin} cannot be
   * ruled out. Expected is the smaller of what the champion had where it was tested and of what its
   * risks foretell for these members; the error of the former counts.
   */
  private boolean loss(MaturedWindow window, double margin) {
    Estimate auroc = window.auroc();
    double expected = expected(window);
    double error = auroc.high() - auroc.value();
    double tested = baseline.high() - baseline.value();
    double both =
        baseline.assessable() && expected == baseline.value() && !Double.isNaN(tested)
            ? Math.hypot(error, tested)
            : error;
    return auroc.low() < expected - margin && auroc.value() + both < expected;
  }

  private double expected(MaturedWindow window) {
    return baseline.assessable()
        ? Math.min(baseline.value(), window.expected())
        : window.expected();
  }

  List<Signal> signals() {
    List<Signal> signals = new ArrayList<>();
    for (MaturedWindow window : all) {
      int i = judged.indexOf(window);
      String item = window.from() + " to " + window.to();
      if (i < 0) {
        signals.add(grey(window, item));
        continue;
      }
      State large = acts(i) ? State.ACT : side(i) != 0 ? State.WARN : State.OK;
      State slope = slopeOutside(window) ? State.ACT : State.OK;
      State auroc =
          lost(i)
              ? State.ACT
              : loss(window, policy.discrimination().warn()) ? State.WARN : State.OK;
      signals.add(signal("in the large", item, window.inTheLarge(), 0, large, window));
      signals.add(signal("slope", item, window.slope(), 1, slope, window));
      signals.add(signal("auroc", item, window.auroc(), expected(window), auroc, window));
    }
    return signals;
  }

  private Signal grey(MaturedWindow window, String item) {
    String words =
        String.format(
            Locale.ROOT,
            "of the members of %s %.0f %% have a known label, with %d outcomes: too few to judge",
            item,
            100 * window.share(),
            window.events());
    return Signal.plain(
        "matured",
        item,
        window.share(),
        policy.calibration().matured(),
        State.GREY,
        window.members(),
        words);
  }

  private static Signal signal(
      String name, String item, Estimate value, double bound, State state, MaturedWindow window) {
    String words =
        String.format(
            Locale.ROOT,
            "%s of %s is %.3f (%.3f to %.3f, expected %.3f) with %d outcomes",
            name,
            item,
            value.value(),
            value.low(),
            value.high(),
            bound,
            window.events());
    return new Signal(
        name,
        item,
        -1,
        value.value(),
        value.low(),
        value.high(),
        bound,
        state,
        window.known(),
        words);
  }
}
