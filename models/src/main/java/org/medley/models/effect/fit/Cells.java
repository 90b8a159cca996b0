package org.medley.models.effect.fit;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.medley.models.effect.unit.Unit;

/** Sums over several sets of rows and targets, in one pass. */
public final class Cells {
  private Cells() {}

  /** Into which cells a unit goes, and with which target. */
  @FunctionalInterface
  public interface Rule extends Serializable {
    /** Hands {@code unit}'s targets to {@code sink}. */
    void put(Unit unit, Sink sink);
  }

  /** Takes the targets of a unit. */
  @FunctionalInterface
  public interface Sink {
    /** Adds the unit to cell {@code cell}, once at most, with a target and a weight. */
    void add(int cell, double target, double weight);
  }

  /** How the columns of a unit are had. */
  @FunctionalInterface
  interface Filling extends Serializable {
    void fill(Unit unit, double[] columns);
  }

  /** The cells' sums; one action, whose result has the size of the cells. */
  static List<Gram> of(JavaRDD<Unit> units, int columns, int cells, Filling filling, Rule rule) {
    Gram[] total =
        units
            .mapPartitions(
                rows -> List.<Gram[]>of(sums(rows, columns, cells, filling, rule)).iterator())
            .treeReduce(Cells::merged);
    return Arrays.asList(total);
  }

  private static Gram[] sums(
      Iterator<Unit> rows, int columns, int cells, Filling filling, Rule rule) {
    Gram[] grams = new Gram[cells];
    Arrays.setAll(grams, cell -> new Gram(columns));
    double[] values = new double[columns];
    while (rows.hasNext()) {
      Unit unit = rows.next();
      filling.fill(unit, values);
      rule.put(
          unit,
          (cell, target, weight) -> {
            if (weight > 0) {
              grams[cell].add(values, target, weight);
            }
          });
    }
    return grams;
  }

  private static Gram[] merged(Gram[] a, Gram[] b) {
    for (int cell = 0; cell < a.length; cell++) {
      a[cell].merge(b[cell]);
    }
    return a;
  }
}
