package org.medley.models.effect.sparse;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Rows with a class, a fold and a weight each. */
public final class LabelledRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private final SparseRows x;
  private final int[] label;
  private final int[] fold;
  private final double[] weight;

  private LabelledRows(SparseRows x, int[] label, int[] fold, double[] weight) {
    this.x = x;
    this.label = label;
    this.fold = fold;
    this.weight = weight;
  }

  SparseRows x() {
    return x;
  }

  int label(int row) {
    return label[row];
  }

  int fold(int row) {
    return fold[row];
  }

  double weight(int row) {
    return weight[row];
  }

  /** Takes rows one by one. */
  public static final class Builder {
    private final SparseRows.Builder x = new SparseRows.Builder();
    private final List<int[]> labels = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();

    /** Adds a row. */
    public void add(double[] columns, int label, int fold, double weight) {
      x.add(columns);
      labels.add(new int[] {label, fold});
      weights.add(weight);
    }

    /** How many rows there are. */
    public int size() {
      return labels.size();
    }

    /** The rows. */
    public LabelledRows build() {
      return new LabelledRows(
          x.build(),
          labels.stream().mapToInt(each -> each[0]).toArray(),
          labels.stream().mapToInt(each -> each[1]).toArray(),
          weights.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }
}
