package org.medley.models.retrain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.medley.models.retrain.Signal.State;

/**
 * Watches what arrives and who is scored. A night's records are held against those of the same
 * weekday, up to 28 nights of it: median and median absolute deviation, so that one outage among
 * them does not hide the next.
 */
final class DataWatch {
  private static final int NIGHTS = 28;
  private static final int LEAST_NIGHTS = 8;

  /** Makes the median absolute deviation of a normal variable its standard deviation. */
  private static final double NORMAL = 1.4826;

  /**
   * A deviation of few nights may be near zero by chance: no less than this share of the median.
   */
  private static final double LEAST_SPREAD = 0.05;

  /** Fewer people than this make no change of a cohort. */
  private static final long LEAST_PEOPLE = 10;

  private DataWatch() {}

  static List<Signal> signals(RetrainPolicy.Data data, Evidence tonight, History history) {
    List<Signal> signals = new ArrayList<>();
    signals.add(freshness(data, tonight));
    signals.add(volume(data, tonight, history.arrived()));
    signals.add(cohort(data, tonight.cohort()));
    return signals;
  }

  private static Signal freshness(RetrainPolicy.Data data, Evidence tonight) {
    if (tonight.newest().isEmpty()) {
      return Signal.plain(
          "freshness", "", Double.NaN, data.staleDays(), State.GREY, 0, "no record has a time");
    }
    int days = tonight.newest().getAsInt();
    return Signal.plain(
        "freshness",
        "",
        days,
        data.staleDays(),
        days > data.staleDays() ? State.HOLD : State.OK,
        tonight.arrived(),
        "the newest record is " + days + " days old");
  }

  private static Signal volume(
      RetrainPolicy.Data data, Evidence tonight, Map<LocalDate, Long> arrived) {
    double[] same =
        IntStream.rangeClosed(1, NIGHTS)
            .mapToObj(week -> arrived.get(tonight.date().minusWeeks(week)))
            .filter(count -> count != null)
            .mapToDouble(Long::doubleValue)
            .toArray();
    long now = tonight.arrived();
    if (same.length < LEAST_NIGHTS) {
      String words =
          now + " records arrived; " + same.length + " nights of the weekday are known, 8 are due";
      return Signal.plain("volume", "", (double) now, Double.NaN, State.GREY, same.length, words);
    }
    double middle = median(same);
    double deviation = median(DoubleStream.of(same).map(x -> Math.abs(x - middle)).toArray());
    double spread =
        Math.max(
            Math.max(NORMAL * deviation, LEAST_SPREAD * middle), Math.sqrt(Math.max(middle, 1)));
    double z = (now - middle) / spread;
    String words =
        String.format(
            Locale.ROOT,
            "%d records arrived, %.0f are usual for the weekday (robust z %.1f)",
            now,
            middle,
            z);
    return new Signal(
        "volume",
        "",
        -1,
        (double) now,
        middle - data.volume() * spread,
        middle + data.volume() * spread,
        middle,
        Math.abs(z) > data.volume() ? State.HOLD : State.OK,
        same.length,
        words);
  }

  private static double median(double[] values) {
    double[] sorted = DoubleStream.of(values).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private static Signal cohort(RetrainPolicy.Data data, Evidence.Cohort cohort) {
    if (cohort.before() == 0) {
      String words = cohort.people() + " people are scored, and there is no release to compare";
      return Signal.plain(
          "cohort", "", Double.NaN, data.churn(), State.GREY, cohort.people(), words);
    }
    long most = Math.max(cohort.left(), cohort.joined());
    double churn = (double) most / cohort.before();
    double bound = data.churn() * cohort.nights();
    String words =
        String.format(
            Locale.ROOT,
            "%d people are scored: since the last release, of %d people %d nights ago, %d left and"
                + " %d joined (%.1f %%)",
            cohort.people(),
            cohort.before(),
            cohort.nights(),
            cohort.left(),
            cohort.joined(),
            100 * churn);
    return Signal.plain(
        "cohort",
        "",
        churn,
        bound,
        churn > bound && most >= LEAST_PEOPLE ? State.HOLD : State.OK,
        cohort.people(),
        words);
  }
}
