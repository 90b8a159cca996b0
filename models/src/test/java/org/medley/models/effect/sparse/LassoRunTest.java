package org.medley.models.effect.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;

/**
 * The solutions against the conditions of Karush, Kuhn and Tucker, computed row by row:
 * standardised columns and residuals go together by no more than the penalty, and by just that
 * where a coefficient is not 0 (Hastie, Tibshirani and Wainwright 2015, section 5.2.2).
 */
@SparkTest
class LassoRunTest {
  private static final int ROWS = 300;
  private static final int COLUMNS = 60;
  private static final int FOLDS = 3;
  private static final int FREE = 7;
  private static final double[] PENALTIES = {0.9, 0.4, 0.1, 0.02};
  private static final double NEAR = 3e-4;

  private final Random random = new Random(11);
  private final double[][] x = new double[ROWS][COLUMNS];
  private final double[] y = new double[ROWS];
  private final double[] weight = new double[ROWS];

  @Test
  void solutionsAreThoseOfTheConditions(SparkSession spark) {
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < COLUMNS; j++) {
        boolean same = j > 0 && random.nextDouble() < 0.4;
        x[i][j] = same ? x[i][j - 1] : random.nextDouble() < 0.3 ? 1 + random.nextInt(2) : 0;
      }
      x[i][20] = 3;
      y[i] = 100 + 5 * x[i][1] - 4 * x[i][30] + 2 * x[i][FREE] + random.nextGaussian();
      weight[i] = 0.5 + random.nextDouble();
    }
    double[] shrink = new double[COLUMNS];
    Arrays.fill(shrink, 1);
    shrink[FREE] = 0;
    int[][] without = {{0, 1, 6}};
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    try (RidgeFits fits =
        new RidgeFits(context.parallelize(List.of(block(0), block(1)), 2), 1, FOLDS, shrink)) {
      LassoRun run = fits.lasso(COLUMNS - 5, without, PENALTIES);
      for (int penalty = 0; penalty < PENALTIES.length; penalty++) {
        assertThat(run.advance()).isEqualTo(penalty + 1);
        for (int model = 0; model < without[0].length; model++) {
          double[] found = run.coefficients(0, model, penalty);
          conditions(found, without[0][model], PENALTIES[penalty]);
          for (int fold = 0; fold < FOLDS; fold++) {
            double error = (without[0][model] >> fold & 1) == 0 ? 0 : error(found, fold);
            assertThat(run.error(0, model, penalty, fold)).isCloseTo(error, within(1e-6));
          }
        }
      }
      assertThat(run.advance()).as("no more penalties").isEqualTo(PENALTIES.length);
      LassoRun relaxed = run.relaxed();
      for (int penalty = 0; penalty < PENALTIES.length; penalty++) {
        assertThat(relaxed.advance()).isEqualTo(penalty + 1);
        for (int model = 0; model < without[0].length; model++) {
          double[] found = relaxed.coefficients(0, model, penalty);
          assertThat(kept(found)).containsExactly(kept(run.coefficients(0, model, penalty)));
          leastSquares(found, without[0][model]);
        }
      }
    }
  }

  private static int[] kept(double[] coefficients) {
    return IntStream.range(0, COLUMNS).filter(j -> coefficients[j] != 0).toArray();
  }

  /** Residuals go together with none of the columns kept. */
  private void leastSquares(double[] found, int without) {
    for (int j : kept(found)) {
      double sum =
          IntStream.range(0, ROWS)
              .filter(i -> (without >> i % FOLDS & 1) == 0)
              .mapToDouble(i -> weight[i] * x[i][j] * residual(found, i))
              .sum();
      assertThat(sum / ROWS).isCloseTo(0, within(0.003));
    }
  }

  private TargetRows block(int part) {
    TargetRows.Builder builder = new TargetRows.Builder();
    for (int i = part; i < ROWS; i += 2) {
      builder.row(x[i], i % FOLDS);
      builder.put(0, y[i], weight[i]);
    }
    return builder.build();
  }

  private void conditions(double[] found, int without, double share) {
    int[] inside = IntStream.range(0, ROWS).filter(i -> (without >> i % FOLDS & 1) == 0).toArray();
    double total = Arrays.stream(inside).mapToDouble(i -> weight[i]).sum();
    double meanY = Arrays.stream(inside).mapToDouble(i -> weight[i] * y[i]).sum() / total;
    double[] slope = new double[COLUMNS];
    double largest = 0;
    for (int j = 0; j < COLUMNS - 5; j++) {
      int column = j;
      double mean = Arrays.stream(inside).mapToDouble(i -> weight[i] * x[i][column]).sum() / total;
      double variance =
          Arrays.stream(inside).mapToDouble(i -> weight[i] * Math.pow(x[i][column] - mean, 2)).sum()
              / total;
      if (variance > 0) {
        double unit = total * Math.sqrt(variance);
        for (int i : inside) {
          slope[j] += weight[i] * (x[i][j] - mean) * residual(found, i) / unit;
        }
        double alone =
            Arrays.stream(inside)
                    .mapToDouble(i -> weight[i] * (x[i][column] - mean) * (y[i] - meanY))
                    .sum()
                / unit;
        largest = j == FREE ? largest : Math.max(largest, Math.abs(alone));
      }
    }
    double residuals = Arrays.stream(inside).mapToDouble(i -> weight[i] * residual(found, i)).sum();
    assertThat(residuals / total).isCloseTo(0, within(1e-9));
    for (int j = 0; j < COLUMNS; j++) {
      double at = slope[j] / largest;
      if (j == FREE) {
        assertThat(at).isCloseTo(0, within(NEAR));
      } else if (found[j] != 0) {
        assertThat(at).isCloseTo(Math.signum(found[j]) * share, within(NEAR));
      } else {
        assertThat(Math.abs(at)).isLessThan(share + NEAR);
      }
    }
    assertThat(found[20]).as("a constant column").isZero();
    assertThat(Arrays.copyOfRange(found, COLUMNS - 5, COLUMNS)).containsOnly(0);
  }

  private double residual(double[] found, int row) {
    double at = found[COLUMNS];
    for (int j = 0; j < COLUMNS; j++) {
      at += found[j] * x[row][j];
    }
    return y[row] - at;
  }

  private double error(double[] found, int fold) {
    return IntStream.range(0, ROWS)
        .filter(i -> i % FOLDS == fold)
        .mapToDouble(i -> weight[i] * Math.pow(residual(found, i), 2))
        .sum();
  }
}
