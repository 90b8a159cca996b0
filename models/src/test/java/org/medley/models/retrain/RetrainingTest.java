package org.medley.models.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.medley.models.drift.CovariateDrift;
import org.medley.models.drift.Psi;
import org.medley.models.external.ClosedTest;
import org.medley.models.external.UpdateKind;
import org.medley.models.retrain.Signal.State;
import org.medley.models.statistics.Estimate;

class RetrainingTest {
  private static final LocalDate NIGHT = LocalDate.of(2024, 6, 3);
  private static final RetrainPolicy PLAN = RetrainPolicy.STANDARD;

  private List<CovariateDrift> covariates = List.of(drift("a", 0.6, 0.01, 0.01));
  private List<MaturedWindow> windows = List.of(window(0, 0, 0.05, 1, 0.1, 0.75, 0.02, 1));
  private Estimate baseline = estimate(0.75, 0.01);
  private long events = 100;
  private long arrived = 1000;
  private int newest = 1;
  private Evidence.Cohort cohort = new Evidence.Cohort(1000, 1000, 10, 10, 1);
  private Map<LocalDate, Long> past = past(1000);
  private Optional<LocalDate> broken = Optional.empty();
  private List<LocalDate> updates = List.of(NIGHT.minusDays(300));

  @Test
  void quietNight() {
    RetrainDecision decision = decide(PLAN);
    assertThat(decision.reaction()).isEqualTo(Reaction.NO_UPDATE);
    assertThat(decision.words()).isEqualTo("nothing that is watched is beyond its limit");
    assertThat(decision.signals()).extracting(Signal::state).containsOnly(State.OK);
  }

  @Test
  void frozenHoldsWhateverElse() {
    slopeOutside();
    RetrainPolicy frozen =
        new RetrainPolicy(
            PLAN.drift(),
            PLAN.calibration(),
            PLAN.discrimination(),
            PLAN.data(),
            PLAN.pace(),
            true);
    assertThat(decide(frozen).reaction()).isEqualTo(Reaction.HOLD);
  }

  @Test
  void dataThatCannotBeTrustedHold() {
    slopeOutside();
    newest = 31;
    assertThat(held()).isEqualTo("the newest record is 31 days old");
    newest = 30;
    arrived = 700;
    assertThat(held())
        .isEqualTo("700 records arrived, 1000 are usual for the weekday (robust z -6.0)");
    arrived = 801;
    cohort = new Evidence.Cohort(880, 1000, 121, 1, 1);
    assertThat(held())
        .isEqualTo(
            "880 people are scored: since the last release, of 1000 people 1 nights ago, 121 left"
                + " and 1 joined (12.1 %)");
    cohort = new Evidence.Cohort(880, 1000, 121, 1, 2);
    assertThat(decide(PLAN, since -> test(UpdateKind.REFIT, "")).reaction())
        .isEqualTo(Reaction.REFIT);
  }

  /** An outage among the nights before does not hide the next, and few nights judge nothing. */
  @Test
  void volumeIsHeldAgainstTheSameWeekday() {
    past.put(NIGHT.minusWeeks(1), 0L);
    past.put(NIGHT.minusWeeks(2), 0L);
    past.put(NIGHT.minusDays(1), 10L);
    arrived = 0;
    assertThat(held()).contains("1000 are usual");
    past.keySet().removeIf(night -> night.isBefore(NIGHT.minusWeeks(7)));
    assertThat(decide(PLAN).reaction()).isEqualTo(Reaction.NO_UPDATE);
  }

  @Test
  void slopeActsAlone() {
    slopeOutside();
    RetrainDecision decision = decide(PLAN, since -> test(UpdateKind.INTERCEPT_SLOPE, ""));
    assertThat(decision.reaction()).isEqualTo(Reaction.RECALIBRATE);
    assertThat(decision.kind()).contains(UpdateKind.INTERCEPT_SLOPE);
    assertThat(decision.since()).contains(windows.get(1).from());
    assertThat(decision.words()).startsWith("slope of ").contains("closed testing");
    assertThat(decide(PLAN, since -> test(UpdateKind.NONE, "")).reaction())
        .isEqualTo(Reaction.NO_UPDATE);
  }

  /** One window is no reason; two that err to opposite sides are none; small errors never are. */
  @Test
  void inTheLargeActsOnTheSecondWindowInARow() {
    windows = List.of(large(0, 0.3, 0.05), large(1, 0.02, 0.05), large(2, 0.3, 0.05));
    assertThat(decide(PLAN).words()).startsWith("in the large of ");
    windows = List.of(large(0, -0.3, 0.05), large(1, 0.3, 0.05));
    assertThat(decide(PLAN).reaction()).isEqualTo(Reaction.NO_UPDATE);
    windows = List.of(large(0, 0.09, 0.01), large(1, 0.09, 0.01));
    assertThat(decide(PLAN).reaction()).isEqualTo(Reaction.NO_UPDATE);
    windows = List.of(large(0, 0, 0.05), large(1, 0.3, 0.05), large(2, 0.25, 0.05));
    List<LocalDate> asked = new ArrayList<>();
    RetrainDecision decision =
        decide(
            PLAN,
            since -> {
              asked.add(since);
              return test(UpdateKind.IN_THE_LARGE, "");
            });
    assertThat(decision.kind()).contains(UpdateKind.IN_THE_LARGE);
    assertThat(asked).containsExactly(windows.get(1).from());
  }

  @Test
  void lostRanksAskForARefitWhereItCannotBeTested() {
    windows = List.of(window(0, 0, 0.05, 1, 0.1, 0.66, 0.02, 1));
    assertThat(decide(PLAN, since -> test(UpdateKind.NONE, "a refit was not tested")).reaction())
        .isEqualTo(Reaction.REFIT);
    assertThat(decide(PLAN, since -> test(UpdateKind.NONE, "")).reaction())
        .isEqualTo(Reaction.NO_UPDATE);
  }

  /** Where people are alike the model's own risks foretell a lower AUROC, which is no loss. */
  @Test
  void ranksOfAlikePeopleAreNotLost() {
    MaturedWindow alike = window(0, 0, 0.05, 1, 0.1, 0.66, 0.02, 1);
    windows =
        List.of(
            new MaturedWindow(
                alike.from(),
                alike.to(),
                alike.members(),
                alike.known(),
                alike.events(),
                alike.inTheLarge(),
                alike.slope(),
                alike.auroc(),
                0.67));
    assertThat(decide(PLAN).reaction()).isEqualTo(Reaction.NO_UPDATE);
  }

  @Test
  void immatureLabelsAreGrey() {
    windows = List.of(window(0, 0.9, 0.05, 0.4, 0.1, 0.5, 0.02, 0.79));
    RetrainDecision decision = decide(PLAN);
    assertThat(decision.reaction()).isEqualTo(Reaction.NO_UPDATE);
    assertThat(decision.words())
        .endsWith("too few labels have matured since the training to judge" + " the model by");
    assertThat(decision.signals())
        .filteredOn(each -> each.name().equals("matured"))
        .extracting(Signal::state)
        .containsExactly(State.GREY);
  }

  /** Drift that came slowly is named; a break holds, then asks for a refit. */
  @Test
  void breakInCovariates() {
    covariates = List.of(drift("a", 0.5, 0.4, 0.2), drift("b", 0.5, 0, 0));
    assertThat(decide(PLAN).words())
        .isEqualTo("1 of 2 covariates have drifted and carry 50.0 % of the model");
    covariates = List.of(drift("a", 0.5, 0.4, 0.1), drift("b", 0.5, 0, 0));
    assertThat(held()).contains("50.0 % of the model broke on 2024-06-03");
    covariates = List.of(drift("a", 0.5, 0.4, 0.4), drift("b", 0.5, 0, 0));
    broken = Optional.of(NIGHT.minusDays(27));
    assertThat(held()).contains("broke on 2024-05-07");
    broken = Optional.of(NIGHT.minusDays(28));
    assertThat(decide(PLAN).reaction()).isEqualTo(Reaction.REFIT);
    covariates = List.of(drift("a", 0.5, 0.05, 0.4), drift("b", 0.5, 0, 0));
    assertThat(decide(PLAN).reaction()).isEqualTo(Reaction.NO_UPDATE);
  }

  @Test
  void maturedOutcomesAsk() {
    events = 500;
    assertThat(decide(PLAN).reaction()).isEqualTo(Reaction.NO_UPDATE);
    RetrainPolicy plan = paced(new RetrainPolicy.Pace(30, 4, 365, 28, 500));
    assertThat(decide(plan).reaction()).isEqualTo(Reaction.REFIT);
    events = 499;
    assertThat(decide(plan).reaction()).isEqualTo(Reaction.NO_UPDATE);
  }

  @Test
  void paceIsLimited() {
    slopeOutside();
    Function<LocalDate, ClosedTest> refit = since -> test(UpdateKind.REFIT, "");
    RetrainPolicy plan = paced(new RetrainPolicy.Pace(30, 4, 365, 28, 0));
    updates = List.of(NIGHT.minusDays(29));
    assertThat(decide(plan, refit).words())
        .startsWith(
            "refit is asked for and not done: the last update was on 2024-05-05, the next may be on"
                + " 2024-06-04; slope of ");
    updates = List.of(NIGHT.minusDays(30));
    assertThat(decide(plan, refit).reaction()).isEqualTo(Reaction.REFIT);
    updates = List.of(40, 100, 200, 364).stream().map(NIGHT::minusDays).toList();
    assertThat(decide(plan, refit).words()).contains("4 updates in 365 days are the most");
    updates = List.of(40, 100, 200, 365).stream().map(NIGHT::minusDays).toList();
    assertThat(decide(plan, refit).reaction()).isEqualTo(Reaction.REFIT);
  }

  private String held() {
    RetrainDecision decision = decide(PLAN);
    assertThat(decision.reaction()).isEqualTo(Reaction.HOLD);
    return decision.words();
  }

  /** The decision of a night on which no label acts. */
  private RetrainDecision decide(RetrainPolicy plan) {
    return decide(plan, RetrainingTest::unasked);
  }

  private static ClosedTest unasked(LocalDate since) {
    throw new AssertionError("labels since " + since + " do not act");
  }

  private RetrainDecision decide(RetrainPolicy plan, Function<LocalDate, ClosedTest> ladder) {
    return Retraining.decide(
        plan,
        new Evidence(
            NIGHT,
            covariates,
            Optional.of(new Psi(0.01, 10, 5000, 1000)),
            windows,
            baseline,
            events,
            arrived,
            OptionalInt.of(newest),
            cohort),
        new History(past, broken, updates),
        ladder);
  }

  private void slopeOutside() {
    windows = List.of(large(0, 0, 0.05), window(1, 0, 0.05, 0.6, 0.08, 0.75, 0.02, 1));
  }

  private static RetrainPolicy paced(RetrainPolicy.Pace pace) {
    return new RetrainPolicy(
        PLAN.drift(), PLAN.calibration(), PLAN.discrimination(), PLAN.data(), pace, false);
  }

  private static ClosedTest test(UpdateKind recommended, String note) {
    return new ClosedTest(recommended, List.of(), note);
  }

  private static CovariateDrift drift(String item, double importance, double psi, double before) {
    return new CovariateDrift(
        0, item, importance, new Psi(psi, 10, 5000, 1000), OptionalDouble.of(before));
  }

  private static MaturedWindow large(int k, double value, double error) {
    return window(k, value, error, 1, 0.1, 0.75, 0.02, 1);
  }

  private static MaturedWindow window(
      int k,
      double large,
      double largeError,
      double slope,
      double slopeError,
      double auroc,
      double aurocError,
      double share) {
    LocalDate from = LocalDate.of(2023, 1, 1).plusDays(90L * k);
    return new MaturedWindow(
        from,
        from.plusDays(89),
        1000,
        Math.round(1000 * share),
        100,
        estimate(large, largeError),
        estimate(slope, slopeError),
        estimate(auroc, aurocError),
        0.76);
  }

  private static Estimate estimate(double value, double error) {
    return Estimate.wald(value, error, "given");
  }

  private static Map<LocalDate, Long> past(long records) {
    Map<LocalDate, Long> past = new HashMap<>();
    for (int week = 1; week <= 28; week++) {
      past.put(NIGHT.minusWeeks(week), records);
    }
    return past;
  }
}
