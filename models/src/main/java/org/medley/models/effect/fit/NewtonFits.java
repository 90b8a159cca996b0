package org.medley.models.effect.fit;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.medley.models.effect.sparse.ClassFits;
import org.medley.models.effect.unit.Unit;

/**
 * Multinomial models of few columns by Newton's method: a step passes once over the rows for all of
 * them. The tolerance is the largest change of a coefficient by the last step.
 */
record NewtonFits(JavaRDD<Unit> units, Basis basis, int columns, int folds, Multinomial.Label label)
    implements ClassFits {
  private static final int MOST_STEPS = 25;

  @Override
  public double[][] minimise(
      int[] without, double[][][] points, double[] penalties, boolean lasso, double tolerance) {
    if (lasso) {
      throw new IllegalArgumentException("There is no lasso by Newton's method.");
    }
    ClassState[] states = new ClassState[without.length];
    Arrays.setAll(states, m -> new ClassState(points[m], basis.shrink()));
    double[][] held = new double[without.length][];
    double furthest = Double.POSITIVE_INFINITY;
    for (int step = 0; step < MOST_STEPS && furthest >= tolerance; step++) {
      ClassSums[] sums = sums(states, without);
      furthest = 0;
      for (int m = 0; m < sums.length; m++) {
        states[m].step(sums[m], penalties[m]);
        held[m] = sums[m].held();
        furthest = Math.max(furthest, states[m].moved());
      }
    }
    Arrays.setAll(points, m -> states[m].coefficients());
    return held;
  }

  private ClassSums[] sums(ClassState[] states, int[] without) {
    double[][][] points =
        Arrays.stream(states).map(ClassState::coefficients).toArray(double[][][]::new);
    Passing passing = new Passing(basis, columns, folds, label, points, without);
    return units.mapPartitions(passing::over).treeReduce(NewtonFits::merged);
  }

  private static ClassSums[] merged(ClassSums[] a, ClassSums[] b) {
    for (int m = 0; m < a.length; m++) {
      a[m].merge(b[m]);
    }
    return a;
  }

  @Override
  public boolean lasso() {
    return false;
  }

  @Override
  public void close() {
    // keeps nothing
  }

  @SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
  private record Passing(
      Basis basis,
      int columns,
      int folds,
      Multinomial.Label label,
      double[][][] points,
      int[] without)
      implements Serializable {
    Iterator<ClassSums[]> over(Iterator<Unit> rows) {
      ClassSums[] sums = new ClassSums[points.length];
      Arrays.setAll(sums, m -> new ClassSums(points[m].length, columns + 1, folds));
      double[] values = new double[columns + 1];
      while (rows.hasNext()) {
        Unit unit = rows.next();
        int of = label.of(unit);
        double weight = of < 0 ? 0 : label.weight(unit);
        if (weight > 0) {
          basis.fill(unit.x(), values, columns);
          values[columns] = 1;
          for (int m = 0; m < points.length; m++) {
            if (unit.outside(without[m])) {
              sums[m].add(points[m], values, of, weight);
            } else {
              sums[m].hold(points[m], values, of, weight, unit.fold());
            }
          }
        }
      }
      return List.<ClassSums[]>of(sums).iterator();
    }
  }
}
