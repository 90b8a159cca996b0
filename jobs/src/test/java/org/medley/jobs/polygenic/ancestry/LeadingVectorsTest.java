package org.medley.jobs.polygenic.ancestry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.junit.jupiter.api.Test;

class LeadingVectorsTest {
  @Test
  void equalsTheWholeDecomposition() {
    for (int size : new int[] {1, 3, 12, 150}) {
      double[][] matrix = matrix(size, size + 4);
      EigenDecomposition whole = new EigenDecomposition(new Array2DRowRealMatrix(matrix));

      LeadingVectors found = LeadingVectors.of(matrix, Math.min(size, 6));

      for (int i = 0; i < Math.min(size, 6); i++) {
        assertThat(found.value(i))
            .isCloseTo(whole.getRealEigenvalue(i), within(1e-9 * whole.getRealEigenvalue(0)));
        double[] expected = whole.getEigenvector(i).toArray();
        double[] vector = found.vector(i);
        double along = 0;
        for (int j = 0; j < size; j++) {
          along += vector[j] * expected[j];
        }
        assertThat(Math.abs(along)).isCloseTo(1, within(1e-9));
      }
    }
  }

  @Test
  void endsWhereTheMatrixHasFewerDirectionsThanWanted() {
    double[][] matrix = matrix(40, 3);

    LeadingVectors found = LeadingVectors.of(matrix, 6);

    assertThat(found.value(2)).isPositive();
    assertThat(found.value(3)).isCloseTo(0, within(1e-9 * found.value(0)));
  }

  /** The products of {@code size} columns of as many random rows. */
  private static double[][] matrix(int size, int rows) {
    Random random = new Random(size);
    double[][] matrix = new double[size][size];
    for (int row = 0; row < rows; row++) {
      double[] values = random.doubles(size).map(value -> value - 0.5).toArray();
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          matrix[i][j] += values[i] * values[j];
        }
      }
    }
    return matrix;
  }
}
