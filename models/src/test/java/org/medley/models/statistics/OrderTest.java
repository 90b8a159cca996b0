package org.medley.models.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderTest {
  @Test
  void placesAreSortedAsByAComparatorAndEqualValuesStayInTheirOrder() {
    SplittableRandom random = new SplittableRandom(3);
    for (int size = 0; size < 300; size++) {
      double[] values = new double[size];
      for (int i = 0; i < size; i++) {
        int kind = random.nextInt(10);
        values[i] =
            kind == 0 ? Double.NaN : kind == 1 ? -0.0 : kind == 2 ? 0.0 : random.nextInt(40) - 20.0;
      }
      int[] expected =
          IntStream.range(0, size)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> values[i]))
              .mapToInt(Integer::intValue)
              .toArray();
      assertThat(Order.ascending(values)).containsExactly(expected);
    }
  }
}
