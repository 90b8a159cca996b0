package org.medley.jobs.polygenic.ancestry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bits against a naive loop. */
class PairCountsTest {
  private static final int MARKERS = 9;

  @Test
  void equalsALoopOverSamplesHoweverTheyArePartitioned() {
    Random random = new Random(4);
    List<int[]> samples = new ArrayList<>();
    for (int i = 0; i < 333; i++) {
      samples.add(calls(random));
    }
    PairCounts whole = counts(samples);
    PairCounts parts = counts(samples.subList(0, 64)).add(counts(samples.subList(64, 333)));

    for (int i = 0; i < MARKERS; i++) {
      for (int j = 0; j < MARKERS; j++) {
        double expected = centred(samples, i, j);
        assertThat(whole.centred(i, j)).isCloseTo(expected, within(1e-9));
        assertThat(parts.centred(i, j)).isEqualTo(whole.centred(i, j));
      }
    }
    assertThat(parts.samples()).isEqualTo(333);
  }

  private static PairCounts counts(List<int[]> samples) {
    PairCounts counts = new PairCounts(MARKERS);
    samples.forEach(counts::add);
    return counts.flush();
  }

  private static int[] calls(Random random) {
    List<Integer> calls = new ArrayList<>();
    for (int marker = 0; marker < MARKERS; marker++) {
      int copies = random.nextInt(4);
      if (copies > 0 && (copies < MarkerCalls.MISSING || marker < 5)) {
        calls.add(4 * marker + copies);
      }
    }
    return calls.stream().mapToInt(Integer::intValue).toArray();
  }

  private static double centred(List<int[]> samples, int i, int j) {
    double sum = 0;
    for (int[] calls : samples) {
      int first = copies(calls, i);
      int second = copies(calls, j);
      boolean known = first != MarkerCalls.MISSING && second != MarkerCalls.MISSING;
      sum += known ? (first - mean(samples, i)) * (second - mean(samples, j)) : 0;
    }
    return sum;
  }

  private static double mean(List<int[]> samples, int marker) {
    return samples.stream()
        .mapToInt(calls -> copies(calls, marker))
        .filter(copies -> copies != MarkerCalls.MISSING)
        .average()
        .orElseThrow();
  }

  private static int copies(int[] calls, int marker) {
    for (int call : calls) {
      if (MarkerCalls.marker(call) == marker) {
        return MarkerCalls.copies(call);
      }
    }
    return 0;
  }
}
