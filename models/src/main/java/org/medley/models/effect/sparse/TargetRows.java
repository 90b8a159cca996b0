package org.medley.models.effect.sparse;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Rows with a fold each, and targets with weights of the regressions that a row belongs to. */
public final class TargetRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final SparseRows x;
  private final int[] fold;
  private final int[] start;
  private final int[] number;
  private final double[] target;
  private final double[] weight;

  private TargetRows(
      SparseRows x, int[] fold, int[] start, int[] number, double[] target, double[] weight) {
    this.x = x;
    this.fold = fold;
    this.start = start;
    this.number = number;
    this.target = target;
    this.weight = weight;
  }

  SparseRows x() {
    return x;
  }

  /** Takes what a row is to a regression. */
  @FunctionalInterface
  interface Visitor {
    void see(int row, int fold, int number, double target, double weight);
  }

  void forEach(Visitor visitor) {
    for (int row = 0; row < fold.length; row++) {
      for (int k = start[row]; k < start[row + 1]; k++) {
        visitor.see(row, fold[row], number[k], target[k], weight[k]);
      }
    }
  }

  /** Takes rows one by one. */
  public static final class Builder {
    private final SparseRows.Builder x = new SparseRows.Builder();
    private final List<Integer> folds = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>(List.of(0));
    private final List<Integer> numbers = new ArrayList<>();
    private final List<Double> targets = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();

    /** Begins a row. */
    public void row(double[] columns, int fold) {
      x.add(columns);
      folds.add(fold);
      starts.add(numbers.size());
    }

    /** The row begun last has a target in regression {@code number}. */
    public void put(int number, double target, double weight) {
      numbers.add(number);
      targets.add(target);
      weights.add(weight);
      starts.set(folds.size(), numbers.size());
    }

    /** The rows. */
    public TargetRows build() {
      return new TargetRows(
          x.build(), ints(folds), ints(starts), ints(numbers), doubles(targets), doubles(weights));
    }

    private static int[] ints(List<Integer> all) {
      return all.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double[] doubles(List<Double> all) {
      return all.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }
}
