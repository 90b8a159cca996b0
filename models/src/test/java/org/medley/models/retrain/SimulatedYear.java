package org.medley.models.retrain;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.medley.models.drift.CovariateDrift;
import org.medley.models.drift.Psi;
import org.medley.models.external.ClosedTest;
import org.medley.models.external.Recalibration;
import org.medley.models.external.UpdateKind;
import org.medley.models.statistics.Auroc;
import org.medley.models.statistics.Estimate;
import org.medley.models.statistics.LogisticFit;
import org.medley.models.statistics.Predictions;

/**
 * 366 nights of one task without Spark. About twenty people a day enter, fewer at weekends, with
 * three covariates; whether they have the outcome is known 90 days later, and of three in a hundred
 * never. Each night scores who entered in the last 60 days. Whatever the decision asks for is done
 * before the next night, the whole of it on members whose labels are known by then.
 */
final class SimulatedYear {
  static final LocalDate START = LocalDate.of(2024, 1, 1);
  static final int NIGHTS = 366;

  private static final int HORIZON = 90;
  private static final int WINDOW = 60;
  private static final int SCORED = 60;
  private static final int BINS = 10;
  private static final int FIRST = -400;

  /** Labels arrive every third night. */
  private static final int LOAD = 3;

  static final RetrainPolicy PLAN =
      new RetrainPolicy(
          RetrainPolicy.STANDARD.drift(),
          new RetrainPolicy.Calibration(0.8, 1.2, 0.1, WINDOW, 2, 0.8, 0, 20),
          RetrainPolicy.STANDARD.discrimination(),
          RetrainPolicy.STANDARD.data(),
          RetrainPolicy.STANDARD.pace(),
          false);

  /** What changes in the world. Nights count from 0. */
  interface World {
    /** Intercept and three effects that members entering on {@code day} have. */
    default double[] truth(int day) {
      return new double[] {-1.2, 0.9, -0.6, 0.5};
    }

    /** Mean of the first covariate of members entering on {@code day}. */
    default double mean(int day) {
      return 0;
    }

    /** What the first covariate is multiplied by as {@code night} sees it. */
    default double unit(int night) {
      return 1;
    }

    /** What the records of {@code night} are multiplied by. */
    default double volume(int night) {
      return 1;
    }

    /** Share of the cohort that {@code night} still sees. */
    default double cohort(int night) {
      return 1;
    }
  }

  /** A reaction and its night. */
  record Night(int night, RetrainDecision decision) {}

  @SuppressWarnings("ArrayRecordComponent") // one row of numbers, compared by no one
  private record Member(int day, double[] x, double label, boolean lost) {}

  private final World world;
  private final Random random;
  private final List<List<Member>> days = new ArrayList<>();
  private final List<Night> nights = new ArrayList<>();
  private final Map<LocalDate, Long> arrived = new HashMap<>();
  private final List<LocalDate> updates = new ArrayList<>(List.of(START.minusDays(1)));
  private final Map<String, MaturedWindow> known = new HashMap<>();
  private double[] model;
  private double unit = 1;
  private Estimate baseline;
  private int through;
  private List<double[]> reference;
  private final double[][] edges = new double[3][];
  private final long[][] counts = new long[3][];
  private double[] before;
  private Optional<LocalDate> broken = Optional.empty();
  private long released;

  SimulatedYear(World world, long seed) {
    this.world = world;
    this.random = new Random(seed);
    for (int day = FIRST; day < 0; day++) {
      enter(day);
    }
    for (int back = 1; back <= 200; back++) {
      arrived.put(START.minusDays(back), records(-back));
    }
    List<Member> past = matured(-1, FIRST, -HORIZON - 1);
    fit(past.stream().filter(m -> m.day % 4 != 0).toList());
    baseline = Auroc.estimate(predictions(past.stream().filter(m -> m.day % 4 == 0).toList(), -1));
    through = -HORIZON - 1;
    released = scored(-1).size();
  }

  /** Every night in order. */
  List<Night> run() {
    for (int night = 0; night < NIGHTS; night++) {
      enter(night);
      arrived.put(START.plusDays(night), records(night));
      RetrainDecision decision = decide(night);
      nights.add(new Night(night, decision));
      react(night, decision);
      broken =
          decision.signals().stream()
              .filter(each -> each.name().equals("break"))
              .map(each -> LocalDate.parse(each.item()))
              .findFirst();
    }
    return nights;
  }

  private void enter(int day) {
    int people = poisson(weekend(day) ? 8 : 25);
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      double[] x = {
        world.mean(day) + random.nextGaussian(),
        random.nextGaussian(),
        random.nextDouble() < 0.3 ? 1 : 0
      };
      double[] beta = world.truth(day);
      double risk = LogisticFit.expit(beta[0] + beta[1] * x[0] + beta[2] * x[1] + beta[3] * x[2]);
      members.add(
          new Member(day, x, random.nextDouble() < risk ? 1 : 0, random.nextDouble() < 0.03));
    }
    days.add(members);
  }

  /** Who entered from {@code first} to {@code last}, as far as they have. */
  private List<Member> entered(int first, int last) {
    return days
        .subList(first - FIRST, Math.max(first - FIRST, Math.min(last + 1 - FIRST, days.size())))
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private static boolean weekend(int day) {
    DayOfWeek weekday = START.plusDays(day).getDayOfWeek();
    return weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY;
  }

  private long records(int night) {
    double usual = (weekend(night) ? 400 : 1000) * Math.exp(0.05 * random.nextGaussian());
    return Math.round(usual * (night < 0 ? 1 : world.volume(night)));
  }

  private RetrainDecision decide(int night) {
    List<Member> scored = scored(night);
    long lost = Math.max(0, released - scored.size());
    long joined = scored.stream().filter(m -> m.day == night).count();
    Evidence.Cohort cohort =
        new Evidence.Cohort(scored.size(), released, Math.max(lost, joined), joined, 1);
    List<MaturedWindow> windows = windows(night);
    Evidence tonight =
        new Evidence(
            START.plusDays(night),
            drift(scored, night),
            Optional.empty(),
            windows,
            baseline,
            windows.stream().mapToLong(MaturedWindow::events).sum(),
            arrived.get(START.plusDays(night)),
            OptionalInt.of(0),
            cohort);
    RetrainDecision decision =
        Retraining.decide(
            PLAN, tonight, new History(arrived, broken, updates), since -> ladder(since, night));
    released = scored.size();
    return decision;
  }

  private List<Member> scored(int night) {
    List<Member> scored = entered(night - SCORED + 1, night);
    return scored.subList(0, (int) (scored.size() * world.cohort(Math.max(0, night))));
  }

  private double[] seen(Member member, int night) {
    double[] x = member.x.clone();
    x[0] *= world.unit(night);
    return x;
  }

  private List<CovariateDrift> drift(List<Member> scored, int night) {
    List<double[]> now = scored.stream().map(m -> seen(m, night)).toList();
    double[] size = new double[3];
    for (int j = 0; j < 3; j++) {
      size[j] = Math.abs(model[j + 1]) * spread(j);
    }
    List<CovariateDrift> drift = new ArrayList<>();
    double[] indices = new double[3];
    for (int j = 0; j < 3; j++) {
      Psi psi =
          Psi.of(counts[j], counts(now, j, edges[j]), reference.size(), Math.max(1, now.size()));
      indices[j] = psi.value();
      OptionalDouble last = before == null ? OptionalDouble.empty() : OptionalDouble.of(before[j]);
      drift.add(new CovariateDrift(j, "x" + j, size[j] / Arrays.stream(size).sum(), psi, last));
    }
    before = indices;
    return now.isEmpty() ? List.of() : drift;
  }

  /** Standard deviation that the first covariate has by its unit, and the others by design. */
  private double spread(int j) {
    return j == 0 ? unit : j == 1 ? 1 : Math.sqrt(0.3 * 0.7);
  }

  private void reference(List<double[]> rows) {
    reference = rows;
    for (int j = 0; j < 3; j++) {
      int at = j;
      edges[j] = edges(rows.stream().mapToDouble(x -> x[at]).sorted().toArray());
      counts[j] = counts(rows, j, edges[j]);
    }
  }

  private static double[] edges(double[] sorted) {
    return java.util.stream.IntStream.range(1, BINS)
        .mapToDouble(k -> sorted[k * sorted.length / BINS])
        .distinct()
        .toArray();
  }

  private static long[] counts(List<double[]> rows, int j, double[] edges) {
    long[] counts = new long[edges.length + 1];
    for (double[] x : rows) {
      int bin = 0;
      while (bin < edges.length && x[j] > edges[bin]) {
        bin++;
      }
      counts[bin]++;
    }
    return counts;
  }

  private List<MaturedWindow> windows(int night) {
    List<MaturedWindow> windows = new ArrayList<>();
    for (int from = through + 1; from <= night; from += WINDOW) {
      int first = from;
      int last = from + WINDOW - 1;
      long all = entered(first, last).size();
      int labels = Math.floorDiv(night, LOAD) * LOAD;
      List<Member> loaded = matured(labels, first, last);
      List<Member> matured = loaded.size() < 0.8 * all ? List.of() : loaded;
      windows.add(
          known.computeIfAbsent(
              first + " " + matured.size() + " " + all + " " + world.unit(night),
              key ->
                  MaturedWindow.of(
                      START.plusDays(first),
                      START.plusDays(last),
                      all,
                      matured.size(),
                      predictions(matured, night))));
    }
    return windows;
  }

  /** Members from {@code first} to {@code last} whose label is known on {@code night}. */
  private List<Member> matured(int night, int first, int last) {
    return entered(first, Math.min(last, night - HORIZON)).stream().filter(m -> !m.lost).toList();
  }

  private Predictions predictions(List<Member> some, int night) {
    return Predictions.unweighted(
        some.stream().mapToDouble(Member::label).toArray(),
        some.stream().mapToDouble(m -> risk(seen(m, night))).toArray());
  }

  private double risk(double[] x) {
    return LogisticFit.expit(model[0] + model[1] * x[0] + model[2] * x[1] + model[3] * x[2]);
  }

  private ClosedTest ladder(LocalDate since, int night) {
    List<Member> matured = matured(night, day(since), night);
    return ClosedTest.withRefit(
        predictions(matured, night),
        matured.stream().map(m -> seen(m, night)).toArray(double[][]::new));
  }

  private static int day(LocalDate date) {
    return (int) java.time.temporal.ChronoUnit.DAYS.between(START, date);
  }

  private void react(int night, RetrainDecision decision) {
    if (decision.reaction() != Reaction.RECALIBRATE && decision.reaction() != Reaction.REFIT) {
      return;
    }
    int since = decision.since().map(SimulatedYear::day).orElse(night - 2 * HORIZON);
    List<Member> matured = matured(night, since, night);
    unit = world.unit(night);
    if (decision.reaction() == Reaction.RECALIBRATE) {
      UpdateKind kind = decision.kind().orElseThrow();
      Recalibration line = Recalibration.fit(kind, predictions(matured, night));
      for (int j = 0; j < model.length; j++) {
        model[j] *= line.slope().value();
      }
      model[0] += line.intercept().value();
    } else {
      fit(matured.stream().map(m -> new Member(m.day, seen(m, night), m.label, m.lost)).toList());
      reference(scored(night).stream().map(m -> seen(m, night)).toList());
    }
    through = night - HORIZON;
    before = null;
    known.clear();
    updates.add(START.plusDays(night));
  }

  private void fit(List<Member> some) {
    model =
        LogisticFit.fit(
                some.stream()
                    .map(m -> new double[] {1, m.x[0], m.x[1], m.x[2]})
                    .toArray(double[][]::new),
                some.stream().mapToDouble(Member::label).toArray(),
                new double[some.size()],
                some.stream().mapToDouble(m -> 1).toArray(),
                null)
            .coefficients();
    reference(some.stream().map(m -> m.x).toList());
  }

  private int poisson(double mean) {
    double limit = Math.exp(-mean);
    int n = 0;
    for (double p = random.nextDouble(); p > limit; p *= random.nextDouble()) {
      n++;
    }
    return n;
  }
}
