package org.medley.models.effect.sensitivity;

import java.util.List;
import org.medley.models.effect.average.Estimand;
import org.medley.models.effect.average.Scored;
import org.medley.models.effect.average.ScoredSample;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.statistics.Bootstrap;
import org.medley.models.statistics.Clusters;

/** The range of the average effect of one contrast under a marginal sensitivity model. */
final class EffectBounds {
  private final List<Scored> rows;
  private final Clusters clusters;
  private final double[] sampling;
  private final Contrast contrast;
  private final boolean treatedOnly;
  private final WeighedResiduals treated;
  private final WeighedResiduals untreated;

  EffectBounds(ScoredSample sample, Contrast contrast, Estimand estimand) {
    this.rows = sample.rows();
    this.clusters = sample.clusters();
    this.sampling = sample.sampling();
    this.contrast = contrast;
    this.treatedOnly = estimand == Estimand.ATT;
    int arm = contrast.arm();
    int reference = contrast.reference();
    if (treatedOnly) {
      treated = new WeighedResiduals(rows, arm, 1, row -> 0);
      untreated =
          new WeighedResiduals(
              rows, reference, 0, row -> row.propensity()[arm] / row.propensity()[reference]);
    } else {
      treated = new WeighedResiduals(rows, arm, 1, row -> odds(row.propensity()[arm]));
      untreated =
          new WeighedResiduals(rows, reference, 1, row -> odds(row.propensity()[reference]));
    }
  }

  private static double odds(double p) {
    return Math.max(0, 1 - p) / p;
  }

  /** Ends of the range, rows counted {@code times} each. */
  double[] at(double lambda, double[] times) {
    double sum = 0;
    double total = 0;
    for (int i = 0; i < times.length; i++) {
      Scored row = rows.get(i);
      double weight = treatedOnly && row.unit().arm() != contrast.arm() ? 0 : times[i];
      sum += weight * (row.outcome()[contrast.arm()] - row.outcome()[contrast.reference()]);
      total += weight;
    }
    double mean = sum / total;
    return new double[] {
      mean + treated.least(lambda, times) - untreated.most(lambda, times),
      mean + treated.most(lambda, times) - untreated.least(lambda, times)
    };
  }

  /** The range itself. */
  double[] at(double lambda) {
    return at(lambda, sampling);
  }

  /** Percentile bootstrap of the ends: from the low one's 2.5 to the high one's 97.5 percent. */
  double[] interval(double lambda, int replicates, long seed) {
    double[][] ends =
        Bootstrap.intervals(sampling, clusters, times -> at(lambda, times), replicates, seed);
    return new double[] {ends[0][0], ends[1][1]};
  }
}
