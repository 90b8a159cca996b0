package org.medley.models.statistics;

import java.util.Arrays;
import java.util.List;

/**
 * Counts at several thresholds for any weights in one pass, since a bootstrap asks for them again
 * and again.
 */
public final class ThresholdCells {
  private final double[] ascending;
  private final int[] given;
  private final int[] bin;

  /** For samples of {@code label} and {@code score} at {@code thresholds} in any order. */
  public ThresholdCells(double[] label, double[] score, List<Double> thresholds) {
    this.ascending = thresholds.stream().mapToDouble(t -> t).sorted().distinct().toArray();
    this.given = thresholds.stream().mapToInt(t -> Arrays.binarySearch(ascending, t)).toArray();
    this.bin = new int[label.length];
    for (int i = 0; i < bin.length; i++) {
      bin[i] = 2 * reached(score[i]) + (label[i] > 0.5 ? 1 : 0);
    }
  }

  /** How many thresholds {@code score} reaches; none if it is no number. */
  private int reached(double score) {
    int reached = 0;
    while (reached < ascending.length && score >= ascending[reached]) {
      reached++;
    }
    return reached;
  }

  /** The counts under {@code weight}, in the order in which the thresholds were given. */
  public Confusion[] under(double[] weight) {
    double[] sums = new double[2 * (ascending.length + 1)];
    for (int i = 0; i < bin.length; i++) {
      sums[bin[i]] += weight[i];
    }
    double outcomes = 0;
    double others = 0;
    for (int k = 0; k < sums.length; k += 2) {
      others += sums[k];
      outcomes += sums[k + 1];
    }
    Confusion[] cells = new Confusion[ascending.length];
    double missed = 0;
    double spared = 0;
    for (int t = 0; t < cells.length; t++) {
      spared += sums[2 * t];
      missed += sums[2 * t + 1];
      cells[t] = new Confusion(outcomes - missed, others - spared, missed, spared);
    }
    return Arrays.stream(given).mapToObj(t -> cells[t]).toArray(Confusion[]::new);
  }
}
