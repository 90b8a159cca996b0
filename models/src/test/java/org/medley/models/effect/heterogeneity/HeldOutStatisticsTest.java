package org.medley.models.effect.heterogeneity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.medley.models.statistics.Clusters;

/** Statistics of held-out effects against loops, and against what is known. */
class HeldOutStatisticsTest {
  private static final int ROWS = 2_000;

  /** Areas as sums over many thin slices of the share. */
  @Test
  void areasAreIntegralsOfTheMeanAmongTheFirst() {
    SplittableRandom random = new SplittableRandom(1);
    double[] benefit = IntStream.range(0, 40).mapToDouble(i -> random.nextInt(15)).toArray();
    double[] gains = Arrays.stream(benefit).map(b -> b + 4 * random.nextDouble()).toArray();
    int[] order = order(benefit);
    double[] ones = new double[40];
    Arrays.fill(ones, 1);
    double[] areas = Ranked.areas(order, benefit, gains, ones);

    double[] spread = spread(order, benefit, gains);
    double mean = Arrays.stream(gains).average().orElseThrow();
    int slices = 400_000;
    double autoc = 0;
    double qini = 0;
    double auuc = 0;
    for (int s = 0; s < slices; s++) {
      double share = (s + 0.5) / slices;
      double first = cumulated(spread, share) / share;
      autoc += (first - mean) / slices;
      qini += share * (first - mean) / slices;
      auuc += share * first / slices;
    }
    assertThat(areas[0]).isCloseTo(autoc, within(1e-3));
    assertThat(areas[1]).isCloseTo(qini, within(1e-4));
    assertThat(areas[2]).isCloseTo(auuc, within(1e-4));
  }

  /**
   * Where the benefit is the share of people with a smaller one, the first q have a mean of 1 - q/2
   * and all of 1/2: TOC(q) is (1 - q)/2, AUTOC 1/4, Qini 1/12 and AUUC 1/3. Where it is
   * exponential, TOC(q) is -log q and AUTOC 1.
   */
  @Test
  void areasOfKnownDistributions() {
    int n = 20_000;
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    int[] order = IntStream.range(0, n).map(i -> n - 1 - i).toArray();
    double[] even = IntStream.range(0, n).mapToDouble(i -> (i + 0.5) / n).toArray();
    double[] areas = Ranked.areas(order, even, even, ones);
    assertThat(areas[0]).isCloseTo(1 / 4.0, within(1e-3));
    assertThat(areas[1]).isCloseTo(1 / 12.0, within(1e-3));
    assertThat(areas[2]).isCloseTo(1 / 3.0, within(1e-3));
    double[] exponential = Arrays.stream(even).map(u -> -Math.log(1 - u)).toArray();
    assertThat(Ranked.areas(order, exponential, exponential, ones)[0]).isCloseTo(1, within(2e-3));
  }

  @Test
  void ofAConstantEffectNothingIsGainedByRanks() {
    double[] same = new double[] {1, 1, 1, 1};
    double[] areas = Ranked.areas(new int[] {2, 0, 1, 3}, same, new double[] {1, 2, 3, 4}, same);
    assertThat(areas[0]).isCloseTo(0, within(1e-12));
    assertThat(areas[1]).isCloseTo(0, within(1e-12));
  }

  @Test
  void realEffectsAreFoundAndInventedOnesAreNot() {
    LinearPredictor real = LinearPredictor.of(held(1));
    assertThat(real.coefficient().low()).isLessThan(1);
    assertThat(real.coefficient().high()).isGreaterThan(1);
    assertThat(real.p()).isLessThan(1e-6);
    LinearPredictor invented = LinearPredictor.of(held(0));
    assertThat(invented.coefficient().low()).isLessThan(0);
    assertThat(invented.coefficient().high()).isGreaterThan(0);
    assertThat(invented.p()).isGreaterThan(0.05);
  }

  @Test
  void fifthsHaveAFifthOfTheRowsAndRise() {
    List<EffectGroup> groups = EffectGroup.of(held(1), Fifths.of(held(1)));
    assertThat(groups).hasSize(5).allMatch(group -> group.rows() == ROWS / 5);
    assertThat(groups.get(4).observed().value()).isGreaterThan(groups.get(0).observed().value());
    assertThat(groups.get(4).predicted()).isGreaterThan(groups.get(3).predicted());
  }

  /** Scores are {@code slope} times the predicted effect, and noise. */
  private static HeldOut held(double slope) {
    SplittableRandom random = new SplittableRandom(11);
    double[] effect = new double[ROWS];
    double[] score = new double[ROWS];
    int[] fold = new int[ROWS];
    for (int i = 0; i < ROWS; i++) {
      effect[i] = random.nextDouble();
      score[i] = slope * effect[i] + 2 * random.nextDouble();
      fold[i] = i % 5;
    }
    Clusters clusters = Clusters.of(LongStream.range(0, ROWS).map(i -> i / 2).toArray());
    double[] ones = new double[ROWS];
    Arrays.fill(ones, 1);
    return new HeldOut(effect, score, effect, 1, fold, ones, clusters);
  }

  private static int[] order(double[] benefit) {
    return IntStream.range(0, benefit.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -benefit[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Gains in order, where those of ties are their mean. */
  private static double[] spread(int[] order, double[] benefit, double[] gains) {
    return Arrays.stream(order)
        .mapToDouble(
            i ->
                IntStream.range(0, gains.length)
                    .filter(j -> benefit[j] == benefit[i])
                    .mapToDouble(j -> gains[j])
                    .average()
                    .orElseThrow())
        .toArray();
  }

  private static double cumulated(double[] spread, double share) {
    double place = share * spread.length;
    int whole = (int) Math.floor(place);
    double sum = Arrays.stream(spread, 0, whole).sum();
    return (sum + (whole < spread.length ? (place - whole) * spread[whole] : 0)) / spread.length;
  }
}
