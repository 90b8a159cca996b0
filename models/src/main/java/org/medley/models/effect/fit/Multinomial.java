package org.medley.models.effect.fit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.medley.models.effect.unit.Unit;
import org.medley.models.effect.unit.Units;

/**
 * Multinomial logistic regression with a ridge penalty (le Cessie and van Houwelingen, Appl Stat
 * 1992;41:191), by Newton's method. Models that leave out different folds are fitted side by side:
 * each step passes once over the rows. Columns and penalty are those with the least log loss in the
 * folds left out.
 */
public final class Multinomial {
  private static final double[] PENALTIES = {1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001, 0.0003};
  private static final int MOST_STEPS = 25;
  private static final int PATIENCE = 2;
  private static final int MOST_COEFFICIENTS = 400;
  private static final double TOLERANCE = 1e-6;

  private final JavaRDD<Unit> units;
  private final int folds;
  private final Basis basis;
  private final int classes;
  private final Label label;

  /** Class and weight of a unit. */
  public interface Label extends Serializable {
    /** The class from 0, or -1 for a unit that is not used. */
    int of(Unit unit);

    /** Its weight. */
    double weight(Unit unit);
  }

  /** Of the used rows of {@code units}, with at least two classes. */
  public Multinomial(Units units, Basis basis, int classes, Label label) {
    this.units = units.used();
    this.folds = units.folds();
    this.basis = basis;
    this.classes = classes;
    this.label = label;
  }

  /** A path of penalties for one set of columns: the best, its loss and the models there. */
  private record Path(int columns, double penalty, double loss, List<ClassState> states) {}

  /** The models that leave out {@code exclusions}, which begin with those of single folds. */
  public Map<Integer, ClassModel> fit(List<Integer> exclusions) {
    List<Integer> single = Exclusions.single(folds);
    Path best = null;
    for (int set = 0; set < Math.min(2, basis.sets().length); set++) {
      int columns = basis.sets()[set];
      if (set == 0 || (columns + 1) * (classes - 1) <= MOST_COEFFICIENTS) {
        Path path = path(columns, single);
        best = best == null || path.loss() < best.loss() ? path : best;
      }
    }
    Map<Integer, ClassModel> models = new LinkedHashMap<>();
    put(models, single, best.states(), best.columns());
    List<Integer> others = exclusions.stream().filter(e -> !single.contains(e)).toList();
    if (!others.isEmpty()) {
      List<ClassState> states = start(best.columns(), others.size());
      converge(states, others, best.columns(), best.penalty());
      put(models, others, states, best.columns());
    }
    return models;
  }

  private void put(
      Map<Integer, ClassModel> models, List<Integer> keys, List<ClassState> states, int columns) {
    for (int m = 0; m < keys.size(); m++) {
      models.put(keys.get(m), new ClassModel(basis, columns, states.get(m).coefficients()));
    }
  }

  private List<ClassState> start(int columns, int models) {
    List<ClassState> states = new ArrayList<>();
    for (int m = 0; m < models; m++) {
      states.add(new ClassState(classes - 1, columns + 1, basis.shrink()));
    }
    return states;
  }

  /** The penalties in descending order, until the loss has risen twice. */
  private Path path(int columns, List<Integer> exclusions) {
    List<ClassState> states = start(columns, exclusions.size());
    Path best = null;
    int since = 0;
    for (int p = 0; p < PENALTIES.length && since < PATIENCE; p++) {
      double loss = converge(states, exclusions, columns, PENALTIES[p]);
      since++;
      if (best == null || loss < best.loss()) {
        List<ClassState> there = states.stream().map(ClassState::copy).toList();
        best = new Path(columns, PENALTIES[p], loss, there);
        since = 0;
      }
    }
    return best;
  }

  /** Fits all models; the mean loss of rows under the models that leave out their fold alone. */
  private double converge(
      List<ClassState> states, List<Integer> exclusions, int columns, double penalty) {
    states.forEach(ClassState::restart);
    double held = Double.NaN;
    for (int step = 0; step < MOST_STEPS; step++) {
      ClassSums[] sums = sums(states, exclusions, columns);
      double loss = 0;
      double weight = 0;
      double furthest = 0;
      for (int m = 0; m < sums.length; m++) {
        states.get(m).step(sums[m], penalty);
        loss += sums[m].heldLoss();
        weight += sums[m].heldWeight();
        furthest = Math.max(furthest, states.get(m).moved());
      }
      held = loss / weight;
      if (furthest < TOLERANCE) {
        break;
      }
    }
    return held;
  }

  private ClassSums[] sums(List<ClassState> states, List<Integer> exclusions, int columns) {
    double[][][] points = states.stream().map(ClassState::coefficients).toArray(double[][][]::new);
    int[] without = exclusions.stream().mapToInt(Integer::intValue).toArray();
    Passing passing = new Passing(basis, columns, label, points, without);
    return units.mapPartitions(passing::over).treeReduce(Multinomial::merged);
  }

  private static ClassSums[] merged(ClassSums[] a, ClassSums[] b) {
    for (int m = 0; m < a.length; m++) {
      a[m].merge(b[m]);
    }
    return a;
  }

  @SuppressWarnings("ArrayRecordComponent") // columns of numbers, compared by no one
  private record Passing(Basis basis, int columns, Label label, double[][][] points, int[] without)
      implements Serializable {
    Iterator<ClassSums[]> over(Iterator<Unit> rows) {
      ClassSums[] sums = new ClassSums[points.length];
      Arrays.setAll(sums, m -> new ClassSums(points[m].length, columns + 1));
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
            } else if (Integer.bitCount(without[m]) == 1) {
              sums[m].hold(points[m], values, of, weight);
            }
          }
        }
      }
      return List.<ClassSums[]>of(sums).iterator();
    }
  }
}
