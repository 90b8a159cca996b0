package org.medley.jobs.polygenic.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleSumsTest {
  private static final int AMOUNTS = 3;

  /** However often what was added is handed on. */
  @ParameterizedTest(name = "at most {0} numbers at a time")
  @ValueSource(longs = {1, 7, 40, 1_000_000})
  void sumsAreThoseOfALoop(long most) {
    Random random = new Random(11);
    List<Correction> corrections = new ArrayList<>();
    Map<String, Long> expected = new TreeMap<>();
    for (int i = 0; i < 200; i++) {
      Correction correction = new Correction();
      correction.setScore(random.nextInt(3));
      correction.setAmounts(random.longs(AMOUNTS, -2, 3).toArray());
      correction.setSamples(random.ints(random.nextInt(6), 0, 20).distinct().sorted().toArray());
      corrections.add(correction);
      for (int sample : correction.getSamples()) {
        for (int k = 0; k < AMOUNTS; k++) {
          String cell = correction.getScore() + " " + sample + " " + k;
          expected.merge(cell, correction.getAmounts()[k], Long::sum);
        }
      }
    }
    Map<String, Long> found = new TreeMap<>();
    SampleSums sums = new SampleSums(corrections.iterator(), most);
    while (sums.hasNext()) {
      Row row = sums.next();
      for (int k = 0; k < AMOUNTS; k++) {
        found.merge(row.getInt(0) + " " + row.getInt(1) + " " + k, row.getLong(2 + k), Long::sum);
      }
    }
    expected.values().removeIf(sum -> sum == 0);
    found.values().removeIf(sum -> sum == 0);
    assertThat(found).isEqualTo(expected).isNotEmpty();
  }
}
