package org.medley.models.effect.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.spark.ml.linalg.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
  private static final int ROWS = 60;

  /** Column 0 never is 0, column 1 does not vary, column 2 has two values, the rest are rare. */
  private static double[][] rows(int width) {
    SplittableRandom random = new SplittableRandom(4);
    double[][] rows = new double[ROWS][width];
    for (double[] row : rows) {
      Arrays.setAll(row, j -> random.nextDouble() < 0.2 ? 1 + random.nextInt(3) : 0);
      row[0] = 1_000_000 + random.nextDouble();
      row[1] = 7;
      row[2] = random.nextInt(2);
    }
    rows[0][2] = 0;
    rows[1][2] = 1;
    return rows;
  }

  @ParameterizedTest
  @CsvSource({"20, true", "20, false", "150, true", "150, false"})
  void columnsAreStandardisedWhateverTheVectors(int width, boolean sparse) {
    double[][] rows = rows(width);
    ColumnMoments first = new ColumnMoments(rows[5]);
    ColumnMoments second = new ColumnMoments(rows[5]);
    for (int i = 0; i < ROWS; i++) {
      var vector = Vectors.dense(rows[i]);
      (i % 3 == 0 ? first : second).add(sparse ? vector.toSparse() : vector);
    }
    Scale scale = Scale.of(first.merge(second).complete(), width);
    assertThat(scale.width()).isEqualTo(width - 1);
    assertThat(scale.column()).doesNotContain(1);
    for (int k = 0; k < scale.width(); k++) {
      int column = scale.column()[k];
      double[] values = Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
      double mean = Arrays.stream(values).average().orElseThrow();
      double variance =
          Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      boolean zeros = Arrays.stream(values).filter(v -> v == 0).count() > ROWS / 2;
      double centre = width > 100 && zeros ? 0 : mean;
      assertThat(scale.many()[k]).isEqualTo(Arrays.stream(values).distinct().count() > 2);
      for (int i = 0; i < ROWS; i++) {
        Covariates x = scale.standardised(Vectors.dense(rows[i]));
        double expected = (values[i] - centre) / Math.sqrt(variance);
        assertThat(x.at(k)).isCloseTo(expected, within(1e-8));
        assertThat(x.toArray()[k]).isEqualTo(x.at(k));
      }
    }
  }

  @Test
  void onlyWhatIsNotZeroIsVisited() {
    double[] x = new double[30];
    x[4] = 2;
    x[29] = -1;
    double[] seen = new double[30];
    int[] visits = new int[1];
    Covariates.of(x)
        .forEach(
            (j, value) -> {
              seen[j] = value;
              visits[0]++;
            });
    assertThat(seen).containsExactly(x);
    assertThat(visits[0]).isEqualTo(2);
    assertThat(Covariates.of(new double[] {1, 2, 3}).toArray()).containsExactly(1, 2, 3);
  }
}
