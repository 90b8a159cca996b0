package org.medley.models.effect.learner;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.medley.models.optimise.Cholesky;

/**
 * The weights of candidates, none below 0 and adding up to 1, with the least R-loss: the convex
 * combination of a super learner (van der Laan, Polley and Hubbard, Stat Appl Genet Mol Biol
 * 2007;6:25) under the loss of Nie and Wager. Every set of candidates is tried, so that the best is
 * found exactly.
 */
final class Stack {
  private static final double JITTER = 1e-9;

  private final int size;
  private final double[] products;
  private final double weight;

  /** Of sums of products of the residual of the outcome, which is number 0, and of candidates. */
  Stack(int size, double[] products, double weight) {
    this.size = size;
    this.products = products;
    this.weight = weight;
  }

  /** The constant effect with the least loss; 0 where no row says anything. */
  double constant() {
    double squares = product(size - 1, size - 1);
    return squares > 0 ? product(0, size - 1) / squares : 0;
  }

  /** The rows' weight. */
  double weight() {
    return weight;
  }

  /** The mean loss of a combination, whose last weight is multiplied with {@code constant}. */
  double loss(double[] weights, double constant) {
    double[] by = scaled(weights, constant);
    double sum = product(0, 0);
    for (int i = 1; i < size; i++) {
      sum -= 2 * by[i] * product(0, i);
      for (int j = 1; j < size; j++) {
        sum += by[i] * by[j] * product(i, j);
      }
    }
    return sum / weight;
  }

  private double[] scaled(double[] weights, double constant) {
    double[] by = new double[size];
    System.arraycopy(weights, 0, by, 1, size - 1);
    by[size - 1] *= constant;
    return by;
  }

  private double product(int i, int j) {
    return products[i * size + j];
  }

  /** The best weights; the last is that of the {@link #constant} effect. */
  double[] weights() {
    int candidates = size - 1;
    double constant = constant();
    double[] best = new double[candidates];
    best[candidates - 1] = 1;
    double least = loss(best, constant);
    for (int set = 1; set < 1 << candidates; set++) {
      double[] weights = weights(set, constant);
      if (weights != null && loss(weights, constant) < least) {
        least = loss(weights, constant);
        best = weights;
      }
    }
    return best;
  }

  /** The weights of a set of candidates that add up to 1; null if one would be below 0. */
  private double[] weights(int set, double constant) {
    int[] chosen = IntStream.range(0, size - 1).filter(k -> in(set, k)).toArray();
    int last = chosen[chosen.length - 1];
    double[] weights = new double[size - 1];
    weights[last] = 1;
    int free = chosen.length - 1;
    if (free > 0) {
      double[][] matrix = new double[free][free];
      double[] right = new double[free];
      double trace = 0;
      for (int i = 0; i < free; i++) {
        right[i] = crossed(-1, chosen[i], last, constant);
        for (int j = 0; j < free; j++) {
          matrix[i][j] = crossed(chosen[i], chosen[j], last, constant);
        }
        trace += matrix[i][i];
      }
      for (int i = 0; i < free; i++) {
        matrix[i][i] += JITTER * trace;
      }
      if (!Cholesky.factor(matrix, free, 0)) {
        return null;
      }
      Cholesky.solve(matrix, right);
      for (int i = 0; i < free; i++) {
        weights[chosen[i]] = right[i];
        weights[last] -= right[i];
      }
    }
    return Arrays.stream(weights).anyMatch(w -> w < 0) ? null : weights;
  }

  private static boolean in(int set, int candidate) {
    return (set >> candidate & 1) == 1;
  }

  /** Sum of the products of two candidates, or of the outcome's residual (-1), less the last. */
  private double crossed(int one, int other, int last, double constant) {
    return moment(one + 1, other + 1, constant)
        - moment(one + 1, last + 1, constant)
        - moment(last + 1, other + 1, constant)
        + moment(last + 1, last + 1, constant);
  }

  private double moment(int i, int j, double constant) {
    double factor = (i == size - 1 ? constant : 1) * (j == size - 1 ? constant : 1);
    return factor * product(i, j);
  }
}
