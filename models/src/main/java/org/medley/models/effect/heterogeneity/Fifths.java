package org.medley.models.effect.heterogeneity;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Where the fifths of the predicted effects begin, in each fold, since the model of a fold shifts
 * with the others. Rows of the same predicted effect are together, so that fifths may be uneven.
 */
public final class Fifths implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How many there are. */
  public static final int GROUPS = 5;

  /** The least effects of the second fifth and above, by fold. */
  private final double[][] starts;

  /** The same for the model of all folds: their means. */
  private final double[] overall = new double[GROUPS - 1];

  private Fifths(double[][] starts) {
    this.starts = starts;
    int filled = 0;
    for (double[] fold : starts) {
      if (fold.length > 0) {
        filled++;
        for (int g = 0; g < overall.length; g++) {
          overall[g] += fold[g];
        }
      }
    }
    for (int g = 0; g < overall.length; g++) {
      overall[g] /= filled;
    }
  }

  static Fifths of(HeldOut held) {
    double[][] starts = new double[Arrays.stream(held.fold()).max().orElse(0) + 1][];
    for (int fold = 0; fold < starts.length; fold++) {
      starts[fold] = starts(held.effectsOf(fold));
    }
    return new Fifths(starts);
  }

  private static double[] starts(double[] effects) {
    double[] sorted = effects.clone();
    Arrays.sort(sorted);
    double[] starts = new double[sorted.length == 0 ? 0 : GROUPS - 1];
    Arrays.setAll(
        starts,
        g -> {
          long place = ((g + 1L) * sorted.length + GROUPS - 1) / GROUPS;
          return sorted[(int) Math.min(place, sorted.length - 1)];
        });
    return starts;
  }

  /** The fifth of an effect from 0; of a row in no fold, by the model of all folds, fold is -1. */
  public int of(int fold, double effect) {
    double[] cuts = fold >= 0 && fold < starts.length ? starts[fold] : overall;
    int group = 0;
    for (double cut : cuts) {
      group += effect >= cut ? 1 : 0;
    }
    return group;
  }
}
