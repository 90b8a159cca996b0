package org.medley.models.effect;

import java.io.Serializable;
import java.util.Arrays;
import org.medley.models.effect.average.AverageEffect;
import org.medley.models.effect.heterogeneity.EffectGroup;
import org.medley.models.effect.heterogeneity.Fifths;
import org.medley.models.effect.heterogeneity.Heterogeneity;
import org.medley.models.statistics.Estimate;

/**
 * Which interval stands beside the predicted effect of a row, for one contrast: where held-out data
 * show that effects differ, the doubly robust effect of the fifth that the prediction belongs to,
 * else the average effect.
 */
final class IntervalRule implements Serializable {
  private static final long serialVersionUID = 1L;

  private final boolean byFifth;
  private final Fifths fifths;
  private final Interval average;
  private final Interval[] groups = new Interval[Fifths.GROUPS];

  /**
   * An effect with its 95 percent interval.
   *
   * @param of whose mean effect it is, in words
   */
  record Interval(double effect, double low, double high, String of) implements Serializable {
    static Interval of(Estimate estimate, String of) {
      return new Interval(estimate.value(), estimate.low(), estimate.high(), of);
    }

    boolean known() {
      return Double.isFinite(effect) && Double.isFinite(low) && Double.isFinite(high);
    }
  }

  IntervalRule(AverageEffect average, String words, Heterogeneity heterogeneity) {
    this.byFifth = heterogeneity.supported();
    this.fifths = heterogeneity.fifths();
    this.average = Interval.of(average.effect(), words);
    Arrays.fill(groups, this.average);
    for (EffectGroup group : heterogeneity.groups()) {
      String of =
          "fifth %d of %d by predicted effect, 1 the smallest"
              .formatted(group.group(), Fifths.GROUPS);
      Interval own = Interval.of(group.observed(), of);
      groups[group.group() - 1] = own.known() ? own : this.average;
    }
  }

  /** Whether effects are shown to differ. */
  boolean supported() {
    return byFifth;
  }

  /** The interval of a row. */
  Interval of(int fold, double effect) {
    return byFifth ? groups[fifths.of(fold, effect)] : average;
  }
}
