package org.medley.models.retrain;

import static org.medley.models.drift.CovariateDrift.LEVEL;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.medley.models.drift.CovariateDrift;
import org.medley.models.drift.Psi;
import org.medley.models.retrain.Signal.State;

/**
 * Watches covariates and risk without labels. That people change is no reason to change a model
 * which still foretells rightly, so drift is named and asks for nothing. A break is another matter:
 * much of what the model rests on was as ever the night before and is beyond the limit tonight, as
 * where a code system, a unit or an interface changed. It holds until it is mended or has settled.
 */
final class CovariateWatch {
  /** Signal: a break; its item is the first night. */
  static final String BREAK = "break";

  private final RetrainPolicy policy;
  private final Evidence tonight;
  private final List<CovariateDrift> drifted;
  private final double share;

  CovariateWatch(RetrainPolicy policy, Evidence tonight) {
    this.policy = policy;
    this.tonight = tonight;
    this.drifted = CovariateDrift.above(tonight.covariates(), policy.drift().act());
    this.share = CovariateDrift.importance(drifted);
  }

  /** Every signal; {@code broken} is the first night of a break that stood last night. */
  List<Signal> signals(Optional<LocalDate> broken) {
    List<Signal> signals = new ArrayList<>();
    tonight.score().filter(Psi::assessable).map(this::score).ifPresent(signals::add);
    if (!tonight.covariates().isEmpty()) {
      signals.add(together());
      since(broken).map(this::broken).ifPresent(signals::add);
      List<CovariateDrift> named =
          CovariateDrift.above(tonight.covariates(), policy.drift().warn());
      for (CovariateDrift each : tonight.covariates()) {
        State state =
            drifted.contains(each) ? State.ACT : named.contains(each) ? State.WARN : State.OK;
        signals.add(covariate(each, state));
      }
    }
    return signals;
  }

  private Signal score(Psi psi) {
    double bound = psi.bound(LEVEL);
    boolean sure = psi.value() > bound;
    State state =
        sure && psi.value() > policy.drift().act()
            ? State.ACT
            : sure && psi.value() > policy.drift().warn() ? State.WARN : State.OK;
    String words =
        String.format(
            Locale.ROOT,
            "the index of the risk is %.3f, sampling alone gives up to %.3f",
            psi.value(),
            bound);
    return Signal.plain("score", "", psi.value(), bound, state, psi.m(), words);
  }

  private Signal covariate(CovariateDrift each, State state) {
    double bound = each.psi().bound(LEVEL);
    String words =
        String.format(
            Locale.ROOT,
            "the index of %s is %.3f, sampling alone gives up to %.3f; it carries %.1f %% of the"
                + " model",
            each.item(),
            each.psi().value(),
            bound,
            100 * each.importance());
    return new Signal(
        "covariate",
        each.item(),
        each.index(),
        each.psi().value(),
        Double.NaN,
        Double.NaN,
        bound,
        state,
        each.psi().m(),
        words);
  }

  private Signal together() {
    String words =
        String.format(
            Locale.ROOT,
            "%d of %d covariates have drifted and carry %.1f %% of the model",
            drifted.size(),
            tonight.covariates().size(),
            100 * share);
    return Signal.plain(
        "covariates",
        "",
        share,
        policy.drift().importance(),
        share > policy.drift().importance() ? State.WARN : State.OK,
        tonight.cohort().people(),
        words);
  }

  private Optional<LocalDate> since(Optional<LocalDate> broken) {
    if (!(share > policy.drift().importance())) {
      return Optional.empty();
    }
    List<CovariateDrift> sudden =
        drifted.stream()
            .filter(each -> each.before().orElse(Double.NaN) <= policy.drift().warn())
            .toList();
    boolean now = CovariateDrift.importance(sudden) > policy.drift().importance();
    return broken.or(() -> now ? Optional.of(tonight.date()) : Optional.empty());
  }

  private Signal broken(LocalDate since) {
    long days = java.time.temporal.ChronoUnit.DAYS.between(since, tonight.date());
    boolean settled = days >= policy.pace().settleDays();
    String words =
        String.format(
            Locale.ROOT,
            "covariates that carry %.1f %% of the model broke on %s, as where a code, a unit or an"
                + " interface changed%s",
            100 * share,
            since,
            settled ? ", and have stayed so for " + days + " days" : "");
    return Signal.plain(
        BREAK,
        since.toString(),
        share,
        policy.drift().importance(),
        settled ? State.ACT : State.HOLD,
        tonight.cohort().people(),
        words);
  }
}
