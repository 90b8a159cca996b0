package org.medley.models.statistics.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SurvivalBoundsTest {
  private static final double ALPHA = 0.1;
  private static final double HORIZON = 5;

  /** Predictions with the times that nobody sees, in the same order. */
  @SuppressWarnings("ArrayRecordComponent") // a column, compared by no one
  private record Simulated(TimedPredictions p, double[] truth) {}

  @Test
  void theEventRarelyComesBeforeTheBoundThoughManyAreLostAndTheModelIsWrong() {
    // What a half of 150 can add is one of its heaviest samples.
    assertThat(covered(ALPHA, true)).isBetween(1 - ALPHA - 0.005, 1 - ALPHA + 0.03);
    double often = 0.3;
    assertThat(covered(often, true)).isBetween(1 - often - 0.005, 1 - often + 0.03);
    // Taking the lost for free of the event promises too late a bound.
    assertThat(covered(often, false)).isLessThan(1 - often - 0.02);
  }

  @Test
  void aCertainEventHasNoBoundAndAnImpossibleOneTheHorizon() {
    assertThat(SurvivalBounds.bound(1, 0.5, HORIZON)).isZero();
    assertThat(SurvivalBounds.bound(1, 0, HORIZON)).isZero();
    assertThat(SurvivalBounds.bound(0, 0.5, HORIZON)).isEqualTo(HORIZON);
    assertThat(SurvivalBounds.bound(0.3, 0, HORIZON)).isEqualTo(HORIZON);
    assertThat(SurvivalBounds.bound(0.3, Double.POSITIVE_INFINITY, HORIZON)).isZero();
    // A risk of 0.75 by the horizon is one half at half of it, where the hazard is constant.
    assertThat(SurvivalBounds.bound(0.75, 0.5, HORIZON)).isCloseTo(HORIZON / 2, within(1e-12));
  }

  @Test
  void tooFewSamplesGiveNoBound() {
    SurvivalBounds bounds = SurvivalBounds.of(simulated(1, 14, 0).p, HORIZON, ALPHA, 1);
    assertThat(bounds.none()).isTrue();
    assertThat(bounds.bound()).containsOnly(0);
  }

  /** Mean share of times that nobody sees after the bound, in 300 simulated studies. */
  private static double covered(double alpha, boolean weighted) {
    return IntStream.range(0, 300)
        .mapToDouble(
            r -> {
              Simulated s = simulated(r, 300, 0.25);
              TimedPredictions p = weighted ? s.p : blind(s.p);
              return covered(s, SurvivalBounds.of(p, HORIZON, alpha, r).bound());
            })
        .average()
        .orElseThrow();
  }

  private static double covered(Simulated s, double[] bound) {
    return IntStream.range(0, bound.length).filter(i -> s.truth[i] >= bound[i]).count()
        / (double) bound.length;
  }

  /** The same with the lost as people who are free of the event beyond the horizon. */
  private static TimedPredictions blind(TimedPredictions p) {
    return new TimedPredictions(
        p.subject(),
        p.time(),
        IntStream.of(p.cause()).map(c -> c == TimedPredictions.CENSORED ? 2 : c).toArray(),
        p.risk(),
        p.linear(),
        p.weight());
  }

  /** Hazards that rise with time, and risks that take them for half as large and constant. */
  private static Simulated simulated(long seed, int size, double lostRate) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] event = new double[size];
    double[] time = new double[size];
    int[] cause = new int[size];
    double[] risk = new double[size];
    for (int i = 0; i < size; i++) {
      double hazard = 0.05 + 0.4 * random.nextDouble();
      event[i] = Math.pow(-Math.log(1 - random.nextDouble()) / hazard, 1 / 1.3);
      double lost = lostRate == 0 ? 9 : Math.min(9, -Math.log(1 - random.nextDouble()) / lostRate);
      time[i] = Math.min(event[i], lost);
      cause[i] = event[i] <= lost ? 1 : 0;
      risk[i] = 1 - Math.exp(-hazard / 2 * HORIZON);
    }
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted((a, b) -> Double.compare(time[a], time[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ones = new double[size];
    java.util.Arrays.fill(ones, 1);
    long[] subject = IntStream.range(0, size).asLongStream().toArray();
    return new Simulated(
        TimedPredictions.of(subject, time, cause, risk, risk, ones),
        IntStream.of(order).mapToDouble(i -> event[i]).toArray());
  }
}
