package org.medley.models.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PsiTest {
  /** By hand: 0.1 ln 1.2 - 0.1 ln 0.8 = 0.0182322 + 0.0223144. */
  @Test
  void twoBins() {
    Psi psi = Psi.of(new long[] {50, 50}, new long[] {60, 40}, 100, 100);
    assertThat(psi.value()).isCloseTo(0.0405465, within(1e-7));
    assertThat(psi.bins()).isEqualTo(2);
    // chi-squared of one degree of freedom: 10.8276 at 0.999, times 2/100.
    assertThat(psi.bound(0.999)).isCloseTo(0.216552, within(1e-5));
    // Its square root is normal: 2.0273 / 1.4239 standard errors, p 0.1545.
    assertThat(psi.p()).isCloseTo(0.1545, within(5e-4));
  }

  /** By hand: 0.2 ln 3 + 0 - 0.2 ln (0.3/0.5) with shares 0.1, 0.4, 0.5 and 0.3, 0.4, 0.3. */
  @Test
  void threeBinsOfUnequalGroups() {
    Psi psi = Psi.of(new long[] {10, 40, 50}, new long[] {300, 400, 300}, 100, 1000);
    assertThat(psi.value()).isCloseTo(0.2 * Math.log(3) - 0.2 * Math.log(0.6), within(1e-12));
    assertThat(psi.bound(0.999)).isCloseTo(13.8155 * 0.011, within(1e-5));
  }

  /** An empty bin counts as half a person, an empty pair of bins not at all. */
  @Test
  void emptyBins() {
    Psi psi = Psi.of(new long[] {90, 10, 0}, new long[] {100, 0, 0}, 100, 100);
    double expected = 0.1 * Math.log(1 / 0.9) + (0.005 - 0.1) * Math.log(0.005 / 0.1);
    assertThat(psi.value()).isCloseTo(expected, within(1e-12));
    assertThat(psi.bins()).isEqualTo(2);
    assertThat(Psi.of(new long[] {7}, new long[] {9}, 7, 9).bound(0.999)).isZero();
    assertThat(Psi.of(new long[] {0, 0}, new long[] {3, 4}, 0, 7).assessable()).isFalse();
  }

  /** Groups drawn alike exceed the bound of 0.999 about once in a thousand times. */
  @Test
  void boundHoldsItsLevel() {
    SplittableRandom random = new SplittableRandom(20240601);
    for (int[] size : new int[][] {{200, 150}, {2000, 300}, {1000, 5000}}) {
      int above = 0;
      int runs = 4000;
      for (int run = 0; run < runs; run++) {
        long[] one = counts(random, size[0]);
        long[] other = counts(random, size[1]);
        Psi psi = Psi.of(one, other, size[0], size[1]);
        above += psi.value() > psi.bound(0.999) ? 1 : 0;
      }
      // Of 4,000 runs at 0.001 more than 12 come once in a thousand such tests.
      assertThat(above).as("%d and %d people", size[0], size[1]).isLessThanOrEqualTo(12);
    }
  }

  /** Ten deciles and a bin of the missing. */
  private static long[] counts(SplittableRandom random, int people) {
    long[] counts = new long[11];
    for (int i = 0; i < people; i++) {
      counts[random.nextDouble() < 0.2 ? 10 : random.nextInt(10)]++;
    }
    return counts;
  }

  /** The example of Benjamini and Hochberg 1995, section 3.2: four of fifteen at 0.05. */
  @Test
  void multiplicity() {
    List<Double> p =
        List.of(
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
            0.5719, 0.6528, 0.7590, 1.0);
    boolean[] rejected = Discoveries.of(p, 0.05);
    assertThat(IntStream.range(0, 15).filter(i -> rejected[i]).toArray())
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void driftTakesSizeAndCertainty() {
    CovariateDrift small = drift(0, new Psi(0.2, 10, 50, 50));
    CovariateDrift large = drift(1, new Psi(0.3, 10, 5000, 5000));
    CovariateDrift sure = drift(2, new Psi(0.01, 10, 1_000_000, 1_000_000));
    List<CovariateDrift> all = List.of(small, large, sure);
    assertThat(CovariateDrift.above(all, 0.25)).containsExactly(large);
    assertThat(CovariateDrift.above(all, 0.1)).containsExactly(large);
    assertThat(CovariateDrift.importance(all)).isCloseTo(0.6, within(1e-12));
  }

  private static CovariateDrift drift(int index, Psi psi) {
    return new CovariateDrift(index, "c" + index, 0.2, psi, OptionalDouble.empty());
  }
}
