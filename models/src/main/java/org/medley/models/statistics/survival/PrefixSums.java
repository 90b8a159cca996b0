package org.medley.models.statistics.survival;

/** Sums of values by place, kept so that adding one and summing up to one take log n steps. */
final class PrefixSums {
  private final double[] tree;
  private double total;

  /** For places from 0 to {@code places} - 1 (Fenwick, Softw Pract Exp 1994;24:327). */
  PrefixSums(int places) {
    this.tree = new double[places + 1];
  }

  /** Adds {@code value} at {@code place}. */
  void add(int place, double value) {
    total += value;
    for (int i = place + 1; i < tree.length; i += i & -i) {
      tree[i] += value;
    }
  }

  /** Sum of the values at places below {@code place}. */
  double below(int place) {
    if (place == tree.length - 1) {
      return total;
    }
    double sum = 0;
    for (int i = place; i > 0; i -= i & -i) {
      sum += tree[i];
    }
    return sum;
  }
}
