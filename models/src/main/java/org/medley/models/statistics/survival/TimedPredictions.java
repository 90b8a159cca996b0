package org.medley.models.statistics.survival;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.medley.models.statistics.Clusters;

/**
 * Predicted risks with follow-up, one entry per sample, as parallel arrays in ascending order of
 * the time. The arrays are not copied and must not be changed.
 *
 * @param subject who the sample belongs to; samples of one subject are dependent
 * @param time of the event or of the end of follow-up, in any unit
 * @param cause 0 censored, 1 the event, above 1 a competing event
 * @param risk predicted probability of the event by the horizon; higher is worse
 * @param linear linear predictor of the model, or what stands for it
 * @param weight of the sample
 */
@SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
public record TimedPredictions(
    long[] subject, double[] time, int[] cause, double[] risk, double[] linear, double[] weight) {
  /** The event. */
  public static final int EVENT = 1;

  /** No event was seen. */
  public static final int CENSORED = 0;

  /** Checks that the arrays are of one length and the times ascend. */
  public TimedPredictions {
    int n = subject.length;
    if (IntStream.of(time.length, cause.length, risk.length, linear.length, weight.length)
        .anyMatch(length -> length != n)) {
      throw new IllegalArgumentException("Timed predictions need arrays of one length.");
    }
    for (int i = 1; i < n; i++) {
      if (time[i] < time[i - 1]) {
        throw new IllegalArgumentException("Timed predictions are in the order of their times.");
      }
    }
  }

  /** The samples in any order; equal times keep theirs. */
  public static TimedPredictions of(
      long[] subject, double[] time, int[] cause, double[] risk, double[] linear, double[] weight) {
    int[] order = order(time);
    return new TimedPredictions(
        Arrays.stream(order).mapToLong(i -> subject[i]).toArray(),
        taken(time, order),
        Arrays.stream(order).map(i -> cause[i]).toArray(),
        taken(risk, order),
        taken(linear, order),
        taken(weight, order));
  }

  /** The values of samples with these times in the order of {@link #of}. Null values stay. */
  public static List<String> byTime(double[] time, List<String> values) {
    return Arrays.stream(order(time)).mapToObj(values::get).collect(Collectors.toList());
  }

  /** Ascending by time; equal times keep their order. */
  private static int[] order(double[] time) {
    return IntStream.range(0, time.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> time[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Number of samples. */
  public int size() {
    return time.length;
  }

  /** Number of samples with the event at or before {@code horizon}, unweighted. */
  public long events(double horizon) {
    return IntStream.range(0, size()).filter(i -> isEvent(i, horizon)).count();
  }

  /** Whether sample {@code i} has the event at or before {@code horizon}. */
  public boolean isEvent(int i, double horizon) {
    return cause[i] == EVENT && time[i] <= horizon;
  }

  /** Whether competing events are there. */
  public boolean competing() {
    return Arrays.stream(cause).anyMatch(c -> c > EVENT);
  }

  /** The same samples with other risks and linear predictors. */
  public TimedPredictions withRisks(double[] risks, double[] predictors) {
    return new TimedPredictions(subject, time, cause, risks, predictors, weight);
  }

  /** Those samples whose {@code keep} is true, in the same order. */
  public TimedPredictions where(boolean[] keep) {
    int[] rows = IntStream.range(0, size()).filter(i -> keep[i]).toArray();
    return new TimedPredictions(
        Arrays.stream(rows).mapToLong(i -> subject[i]).toArray(),
        taken(time, rows),
        Arrays.stream(rows).map(i -> cause[i]).toArray(),
        taken(risk, rows),
        taken(linear, rows),
        taken(weight, rows));
  }

  /** The cluster of each sample. */
  public Clusters clusters() {
    return Clusters.of(subject);
  }

  /** Weighted mean of the risks. */
  public double meanRisk(double[] weights) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < risk.length; i++) {
      sum += weights[i] * risk[i];
      total += weights[i];
    }
    return sum / total;
  }

  private static double[] taken(double[] values, int[] order) {
    return Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
  }
}
