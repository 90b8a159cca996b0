package org.medley.jobs.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.medley.jobs.decision.OverlapEstimates.Range;
import org.medley.models.effect.check.OverlapPlot;
import org.medley.models.effect.unit.Contrast;

class OverlapEstimatesTest {
  private static List<Range> ranges(long... people) {
    double all = java.util.Arrays.stream(people).sum();
    List<Range> ranges = new ArrayList<>();
    for (int at = 0; at < people.length; at++) {
      ranges.add(
          new Range(
              at / (double) people.length,
              (at + 1) / (double) people.length,
              people[at] / all,
              people[at]));
    }
    return ranges;
  }

  @Test
  void aFewPeopleAreJoinedWithTheNextAndAtTheEndWithThoseBefore() {
    assertThat(OverlapEstimates.enough(ranges(0, 3, 0, 20, 5), 11))
        .extracting(Range::people)
        .containsExactly(0L, 28L);
    assertThat(OverlapEstimates.enough(ranges(1, 2, 3), 11)).isEmpty();
  }

  @Test
  void whateverTheCountsNoRangeHasFewAndNobodyIsLost() {
    Random random = new Random(5);
    for (int run = 0; run < 500; run++) {
      long[] people = random.longs(20, 0, 15).map(n -> n < 6 ? 0 : n).toArray();
      long all = java.util.Arrays.stream(people).sum();
      List<Range> kept = OverlapEstimates.enough(ranges(people), 11);
      assertThat(kept).allMatch(range -> range.people() == 0 || range.people() >= 11);
      assertThat(kept.stream().mapToLong(Range::people).sum()).isEqualTo(all);
      assertThat(kept.get(0).low()).isZero();
      for (int at = 1; at < kept.size(); at++) {
        assertThat(kept.get(at).low()).isEqualTo(kept.get(at - 1).high());
      }
    }
  }

  @Test
  void theTableHasBothArmsTheShareInEquipoiseAndTheBounds() {
    List<OverlapPlot.Bin> bins =
        List.of(
            new OverlapPlot.Bin(0, 0.5, 0.25, 0.9, 20, 90),
            new OverlapPlot.Bin(0.5, 1, 0.75, 0.1, 60, 10));
    Estimates rows = new Estimates("ab", "falls", List.of("a", "b"));
    new OverlapEstimates(rows, 11)
        .add(new OverlapPlot(new Contrast(1, 0), bins, 0.4, 0.1, 0.9), "b");
    assertThat(rows.rows())
        .extracting(OverlapEstimatesTest::text)
        .containsExactly(
            "preference_share b 0.00-0.50 0.25 20",
            "preference_share b 0.50-1.00 0.75 60",
            "preference_share_reference b 0.00-1.00 1.0 100",
            "equipoise_share b  0.4 null",
            "preference_bound b lowest 0.1 null",
            "preference_bound b highest 0.9 null");
  }

  private static String text(Row row) {
    return "%s %s %s %s %s".formatted(row.get(2), row.get(3), row.get(4), row.get(5), row.get(8));
  }
}
