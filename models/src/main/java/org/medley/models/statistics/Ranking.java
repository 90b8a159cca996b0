package org.medley.models.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Samples sorted once by score, so that rank statistics under many weightings (bootstrap
 * replicates) each take one pass. Equal scores are one tie group.
 */
final class Ranking {
  private final int[] order;
  private final int[] groupEnd;
  private final double[] label;

  Ranking(double[] label, double[] score) {
    this.label = label;
    this.order = Order.ascending(score);
    this.groupEnd =
        IntStream.rangeClosed(1, order.length)
            .filter(i -> i == order.length || score[order[i]] != score[order[i - 1]])
            .toArray();
  }

  /** Sample numbers in ascending order of the score. */
  int[] order() {
    return order;
  }

  /** Ends (exclusive) of the tie groups within {@link #order}. */
  int[] groupEnds() {
    return groupEnd;
  }

  /**
   * Area under the receiver operating characteristic: the weighted share of pairs of one positive
   * and one negative in which the positive has the higher score, ties counting half. NaN unless
   * both classes have weight.
   */
  double auroc(double[] weight) {
    double below = 0;
    double pairs = 0;
    double positives = 0;
    int start = 0;
    for (int end : groupEnd) {
      double pos = 0;
      double neg = 0;
      for (int k = start; k < end; k++) {
        int i = order[k];
        pos += label[i] * weight[i];
        neg += (1 - label[i]) * weight[i];
      }
      pairs += pos * (below + neg / 2);
      below += neg;
      positives += pos;
      start = end;
    }
    return pairs / (positives * below);
  }

  /**
   * Average precision: the sum over falling thresholds of the gain in recall times the precision
   * there, one threshold per distinct score. NaN without positives.
   */
  double averagePrecision(double[] weight) {
    double flagged = 0;
    double hits = 0;
    double sum = 0;
    for (int g = groupEnd.length - 1; g >= 0; g--) {
      double pos = 0;
      for (int k = g == 0 ? 0 : groupEnd[g - 1]; k < groupEnd[g]; k++) {
        int i = order[k];
        pos += label[i] * weight[i];
        flagged += weight[i];
      }
      hits += pos;
      sum += flagged > 0 ? pos * hits / flagged : 0;
    }
    return sum / hits;
  }

  /**
   * Each sample's placement: for a positive the weighted share of negatives below it, for a
   * negative that of positives above it, ties counting half.
   */
  double[] placements(double[] weight) {
    double[] sums = {0, 0};
    for (int i = 0; i < label.length; i++) {
      sums[label[i] > 0.5 ? 1 : 0] += weight[i];
    }
    double[] placements = new double[label.length];
    double negativesBelow = 0;
    double positivesBelow = 0;
    int start = 0;
    for (int end : groupEnd) {
      double pos = 0;
      double neg = 0;
      for (int k = start; k < end; k++) {
        pos += label[order[k]] * weight[order[k]];
        neg += (1 - label[order[k]]) * weight[order[k]];
      }
      double ofPositive = (negativesBelow + neg / 2) / sums[0];
      double ofNegative = (sums[1] - positivesBelow - pos / 2) / sums[1];
      for (int i : Arrays.copyOfRange(order, start, end)) {
        placements[i] = label[i] > 0.5 ? ofPositive : ofNegative;
      }
      negativesBelow += neg;
      positivesBelow += pos;
      start = end;
    }
    return placements;
  }
}
