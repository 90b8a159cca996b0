package org.medley.models.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ThresholdCellsTest {
  @Test
  void countsAreThoseOfOneThresholdAtATime() {
    SplittableRandom random = new SplittableRandom(6);
    List<Double> thresholds = List.of(0.5, 0.1, 0.9, 0.1);
    for (int repetition = 0; repetition < 50; repetition++) {
      int size = random.nextInt(1, 60);
      double[] label = new double[size];
      double[] score = new double[size];
      double[] weight = new double[size];
      for (int i = 0; i < size; i++) {
        label[i] = random.nextInt(2);
        score[i] = random.nextInt(11) / 10.0;
        // Whole weights, so that sums do not depend on their order.
        weight[i] = random.nextInt(4);
      }
      Confusion[] cells = new ThresholdCells(label, score, thresholds).under(weight);
      for (int t = 0; t < cells.length; t++) {
        assertThat(cells[t]).isEqualTo(Confusion.at(label, score, weight, thresholds.get(t)));
      }
    }
  }
}
