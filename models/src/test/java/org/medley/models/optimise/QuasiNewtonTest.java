package org.medley.models.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuasiNewtonTest {
  /** Half of x'Ax - 2b'x with random positive A. */
  private record Quadratic(double[][] a, double[] b) implements Smooth {
    static Quadratic random(int size, long seed) {
      Random random = new Random(seed);
      double[][] root = new double[size][size];
      double[] b = random.doubles(size, -1, 1).toArray();
      for (double[] row : root) {
        Arrays.setAll(row, j -> random.nextGaussian() * (1 + j) / 30);
      }
      double[][] a = new double[size][size];
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          for (double[] row : root) {
            a[i][j] += row[i] * row[j];
          }
        }
        a[i][i] += 0.01;
      }
      return new Quadratic(a, b);
    }

    @Override
    public double value(double[] x) {
      double[] gradient = gradient(x);
      double sum = 0;
      for (int i = 0; i < x.length; i++) {
        sum += x[i] * (gradient[i] - b[i]) / 2;
      }
      return sum;
    }

    @Override
    public double[] gradient(double[] x) {
      double[] gradient = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        gradient[i] = -b[i];
        for (int j = 0; j < x.length; j++) {
          gradient[i] += a[i][j] * x[j];
        }
      }
      return gradient;
    }
  }

  @Test
  void theMinimumMeetsTheConditionsOfKarushKuhnAndTucker() {
    int zeros = 0;
    for (long seed = 0; seed < 20; seed++) {
      Quadratic f = Quadratic.random(12, seed);
      double[] lasso = new double[12];
      Arrays.setAll(lasso, j -> j % 4 == 0 ? 0 : 0.5);
      Optimum found = QuasiNewton.minimise(f, new double[12], lasso);
      double[] gradient = f.gradient(found.point());
      assertThat(found.converged()).isTrue();
      for (int j = 0; j < 12; j++) {
        double x = found.point()[j];
        zeros += x == 0 ? 1 : 0;
        if (x == 0) {
          assertThat(Math.abs(gradient[j])).isLessThanOrEqualTo(lasso[j] + 1e-6);
        } else {
          assertThat(gradient[j]).isCloseTo(-lasso[j] * Math.signum(x), within(1e-6));
        }
      }
    }
    assertThat(zeros).isGreaterThan(20);
  }

  @Test
  void aFunctionWithoutMinimumIsNotSaidToConverge() {
    Smooth falling =
        new Smooth() {
          @Override
          public double value(double[] x) {
            return -x[0];
          }

          @Override
          public double[] gradient(double[] x) {
            return new double[] {-1};
          }
        };
    assertThat(QuasiNewton.minimise(falling, new double[1], new double[1]).converged()).isFalse();
  }
}
