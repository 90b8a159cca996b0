package org.medley.models.calibrate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Weighted isotonic regression by pooling adjacent violators (Ayer et al., Ann Math Stat
 * 1955;26:641). Equal scores are pooled first.
 */
final class Isotonic {
  /** A pooled block: scores from first to last share one mean. */
  private record Block(double first, double last, double mean, double weight) {
    Block with(Block next) {
      double total = weight + next.weight;
      double pooled = (mean * weight + next.mean * next.weight) / total;
      return new Block(first, next.last, pooled, total);
    }
  }

  private Isotonic() {}

  /**
   * Knots of the fit: scores ascending with their fitted values, each block giving its first and
   * last score.
   */
  static List<Calibration.Knot> knots(double[] label, double[] score, double[] weight) {
    List<Block> blocks = new ArrayList<>();
    int[] order =
        IntStream.range(0, score.length)
            .boxed()
            .sorted((a, b) -> Double.compare(score[a], score[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i : order) {
      Block block = new Block(score[i], score[i], label[i], weight[i]);
      while (!blocks.isEmpty() && violates(blocks.get(blocks.size() - 1), block)) {
        block = blocks.remove(blocks.size() - 1).with(block);
      }
      blocks.add(block);
    }
    List<Calibration.Knot> knots = new ArrayList<>();
    for (Block block : blocks) {
      knots.add(new Calibration.Knot(block.first, block.mean));
      if (block.last > block.first) {
        knots.add(new Calibration.Knot(block.last, block.mean));
      }
    }
    return knots;
  }

  private static boolean violates(Block left, Block right) {
    return left.mean >= right.mean || left.last == right.first;
  }
}
