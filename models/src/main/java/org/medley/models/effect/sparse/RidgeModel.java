package org.medley.models.effect.sparse;

import java.util.Arrays;

/**
 * A ridge regression on its way under several penalties at once: conjugate gradients of the system
 * with the smallest penalty give those with the others, since all search the same spaces
 * (Jegerlehner, hep-lat/9612014; Frommer and Maass, SIAM J Sci Comput 1999;20:1831). Columns are
 * standardised by the rows of the model; intercept and other free columns are projected out. The
 * products with the rows come from outside.
 */
final class RidgeModel {
  private static final double NO_SPREAD = 1e-10;
  private static final double ROUNDING = 1e-14;

  private final Moments moments;
  private final int[] frees;
  private final double[] deviation;
  private final Projection projection;
  private final double[] shift;
  private final double lowest;
  private final double size;
  private final double[] residual;
  private final double[] direction;
  private final double[][] solution;
  private final double[][] directions;
  private final double[] ratio;
  private final double[] ratioBefore;
  private double square;
  private double lengthBefore = 1;
  private double growthBefore;

  /**
   * At the start.
   *
   * @param columns how many may have coefficients, the first ones
   * @param frees columns that are not penalised
   * @param penalties per row, of standardised columns
   */
  RidgeModel(Moments moments, int columns, int[] frees, double[] penalties) {
    this.moments = moments;
    this.frees = frees;
    int width = moments.squares.length;
    deviation = new double[width];
    for (int j = 0; j < columns; j++) {
      double variance = moments.variance(j);
      double whole = variance + moments.mean(j) * moments.mean(j);
      deviation[j] = variance > NO_SPREAD * whole ? Math.sqrt(variance) : 0;
    }
    projection = new Projection(moments, frees, deviation);
    for (int free : frees) {
      deviation[free] = 0;
    }
    lowest = Arrays.stream(penalties).min().orElseThrow();
    shift = Arrays.stream(penalties).map(p -> p - lowest).toArray();
    residual = moments.withTarget.clone();
    projection.takeOut(residual, moments.freeWithTarget);
    scale(residual);
    direction = residual.clone();
    square = dot(residual, residual);
    size = Math.sqrt(square);
    solution = new double[shift.length][width];
    directions = new double[shift.length][];
    Arrays.setAll(directions, s -> residual.clone());
    ratio = ones(shift.length);
    ratioBefore = ones(shift.length);
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** From products of rows with the target to those with standardised columns, per row. */
  private void scale(double[] products) {
    for (int j = 0; j < products.length; j++) {
      products[j] = deviation[j] > 0 ? products[j] / deviation[j] / moments.weight() : 0;
    }
  }

  /** Coefficients of the columns as they are, in the direction searched next. */
  double[] searched() {
    return raw(direction);
  }

  private double[] raw(double[] standardised) {
    double[] raw = new double[standardised.length];
    Arrays.setAll(raw, j -> deviation[j] > 0 ? standardised[j] / deviation[j] : 0);
    return raw;
  }

  /**
   * One step.
   *
   * @param products sums over the rows of each column times the value of {@link #searched}
   */
  void step(double[] products) {
    if (Math.sqrt(square) <= ROUNDING * size) {
      return;
    }
    projection.takeOut(products, projection.sums(searched()));
    scale(products);
    for (int j = 0; j < products.length; j++) {
      products[j] += lowest * direction[j];
    }
    double length = square / dot(direction, products);
    for (int j = 0; j < products.length; j++) {
      residual[j] -= length * products[j];
    }
    double after = dot(residual, residual);
    double growth = after / square;
    for (int s = 0; s < shift.length; s++) {
      shifted(s, length, growth);
    }
    for (int j = 0; j < products.length; j++) {
      direction[j] = residual[j] + growth * direction[j];
    }
    square = after;
    lengthBefore = length;
    growthBefore = growth;
  }

  private void shifted(int s, double length, double growth) {
    if (left(s) <= ROUNDING) {
      return;
    }
    double next =
        ratio[s]
            * ratioBefore[s]
            * lengthBefore
            / (length * growthBefore * (ratioBefore[s] - ratio[s])
                + ratioBefore[s] * lengthBefore * (1 + shift[s] * length));
    double change = next / ratio[s];
    double[] to = solution[s];
    double[] along = directions[s];
    for (int j = 0; j < to.length; j++) {
      to[j] += length * change * along[j];
      along[j] = next * residual[j] + growth * change * change * along[j];
    }
    ratioBefore[s] = ratio[s];
    ratio[s] = next;
  }

  /** Size of what the system under penalty {@code s} still lacks, relative to its right side. */
  double left(int s) {
    return size == 0 ? 0 : ratio[s] * Math.sqrt(square) / size;
  }

  /** Coefficients of all columns under penalty {@code s}, then the intercept. */
  double[] coefficients(int s) {
    double[] raw = raw(solution[s]);
    double[] free = projection.coefficients(raw);
    double[] all = Arrays.copyOf(raw, raw.length + 1);
    all[raw.length] = free[0];
    for (int z = 0; z < frees.length; z++) {
      all[frees[z]] = free[z + 1];
    }
    return all;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }
}
