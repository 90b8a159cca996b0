package org.medley.models.effect.fit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.medley.models.effect.unit.Scale;
import org.medley.models.effect.unit.Unit;
import org.medley.models.effect.unit.Units;
import org.medley.models.statistics.Quantiles;

/**
 * Columns that a penalised regression may use: the covariates; then hinges at the quartiles of
 * those with more than two values; then products of pairs of covariates. Each of the three sets
 * contains the one before, so that one pass serves all, and validation chooses among them.
 */
public final class Basis implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int SAMPLE = 2_000;
  private static final int MOST_CURVES = 240;
  private static final int MOST_PAIRS = 400;
  private static final double[] QUARTILES = {0.25, 0.5, 0.75};
  private static final double SHRINK_PAIRS = 2;
  private static final int SETS = 3;

  private final int width;
  private final int[] curved;
  private final double[] knots;
  private final int[] left;
  private final int[] right;
  private final double[] shrink;
  private final int most;

  private Basis(
      int width, int[] curved, double[] knots, int[] left, int[] right, double[] shrink, int most) {
    this.width = width;
    this.curved = curved;
    this.knots = knots;
    this.left = left;
    this.right = right;
    this.shrink = shrink;
    this.most = most;
  }

  /**
   * For {@code units}; hinges and pairs are left out where they would be more than can be fitted.
   * Quartiles are those of at most 2,000 rows drawn by a hash, which come to the driver.
   */
  public static Basis of(Units units) {
    Scale scale = units.scale();
    int width = scale.width();
    List<Integer> curved = new ArrayList<>();
    List<Double> knots = new ArrayList<>();
    List<Unit> sample = units.used().takeOrdered(SAMPLE, new ByHash());
    for (int j = 0; j < width; j++) {
      if (scale.many()[j]) {
        int column = j;
        double[] sorted =
            sample.stream().mapToDouble(u -> u.covariates().at(column)).sorted().toArray();
        Arrays.stream(QUARTILES)
            .map(share -> Quantiles.of(sorted, share))
            .filter(knot -> knot > sorted[0] && knot < sorted[sorted.length - 1])
            .distinct()
            .forEach(
                knot -> {
                  curved.add(column);
                  knots.add(knot);
                });
      }
    }
    if (curved.size() > MOST_CURVES) {
      curved.clear();
      knots.clear();
    }
    int pairs = width * (width - 1) / 2 <= MOST_PAIRS ? width * (width - 1) / 2 : 0;
    int[] left = new int[pairs];
    int[] right = new int[pairs];
    int next = 0;
    for (int i = 1; pairs > 0 && i < width; i++) {
      for (int j = 0; j < i; j++) {
        left[next] = i;
        right[next++] = j;
      }
    }
    double[] shrink = new double[width + curved.size() + pairs];
    Arrays.fill(shrink, 0, width + curved.size(), 1);
    Arrays.fill(shrink, width + curved.size(), shrink.length, SHRINK_PAIRS);
    return new Basis(
        width,
        curved.stream().mapToInt(Integer::intValue).toArray(),
        knots.stream().mapToDouble(Double::doubleValue).toArray(),
        left,
        right,
        shrink,
        SETS);
  }

  /** As many covariates as there are penalties, which are relative; 0: not penalised. */
  public static Basis linear(double[] shrink) {
    return new Basis(
        shrink.length, new int[0], new double[0], new int[0], new int[0], shrink.clone(), SETS);
  }

  /** The same columns, of which a regression may choose among the {@code sets} smallest sets. */
  public Basis first(int sets) {
    return new Basis(width, curved, knots, left, right, shrink, sets);
  }

  /** Number of columns of the largest set. */
  public int size() {
    int[] sets = sets();
    return sets[sets.length - 1];
  }

  /** Numbers of columns of the sets, ascending. */
  public int[] sets() {
    return Arrays.stream(new int[] {width, width + curved.length, shrink.length})
        .distinct()
        .limit(most)
        .toArray();
  }

  /** How much stronger each column is penalised than a covariate; 0: not at all. */
  double[] shrink() {
    return shrink;
  }

  /** Writes the first {@code size} columns at {@code x} into {@code columns}. */
  void fill(double[] x, double[] columns, int size) {
    System.arraycopy(x, 0, columns, 0, width);
    int next = width;
    for (int k = 0; k < curved.length && next < size; k++) {
      columns[next++] = Math.max(0, x[curved[k]] - knots[k]);
    }
    for (int k = 0; k < left.length && next < size; k++) {
      columns[next++] = x[left[k]] * x[right[k]];
    }
  }

  /** The linear function of the first columns. */
  Predictor predictor(double intercept, double[] coefficients) {
    return x -> {
      double[] columns = new double[coefficients.length];
      fill(x, columns, coefficients.length);
      double sum = intercept;
      for (int j = 0; j < coefficients.length; j++) {
        sum += coefficients[j] * columns[j];
      }
      return sum;
    };
  }
}
