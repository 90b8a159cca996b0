package org.medley.models.effect;

import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import org.medley.models.effect.average.AverageEffect;
import org.medley.models.effect.average.AverageEffects;
import org.medley.models.effect.check.Check;
import org.medley.models.effect.unit.Unit;
import org.medley.models.effect.unit.Units;

/**
 * The average effect of a placebo: arms are drawn anew for each subject, in the shares of the data
 * but whatever the covariates, and everything that the average needs is fitted again. An effect of
 * this is an error of the method or of the data, such as rows of a subject that were not declared.
 */
final class Placebo {
  /** Trees would cost as much again as the study. */
  private static final String LEARNER = "t-ridge";

  private static final double LIMIT = 0.01;
  private static final long SALT = 0x5DEECE66DL;
  private static final double WHOLE = 1L << 53;

  private final Units units;
  private final EffectSettings settings;

  Placebo(Units units, EffectSettings settings) {
    this.units = units;
    this.settings = settings.with(LEARNER);
  }

  /** The smallest p of the contrasts, times their number. */
  Check check() {
    double[] upTo = cumulative();
    long seed = settings.seed();
    JavaRDD<Unit> drawn =
        units
            .used()
            .map(unit -> unit.inArm(arm(unit.subject(), seed, upTo)))
            .persist(StorageLevel.MEMORY_AND_DISK());
    Units placebo =
        new Units(
            drawn,
            drawn,
            units.scale(),
            units.folds(),
            units.arms(),
            units.rows(),
            units.subjects());
    try (placebo;
        Study study = Study.averages(placebo, settings)) {
      List<AverageEffect> effects =
          new AverageEffects(
                  study.used(),
                  units.subjects(),
                  units.repeated(),
                  settings.estimand(),
                  study.note())
              .of(study.contrasts());
      double p = Double.NaN;
      for (AverageEffect effect : effects) {
        double own = p(effect.effect().value() / effect.error());
        p = own >= p ? p : own;
      }
      double adjusted = Math.min(1, p * effects.size());
      return new Check(
          "placebo",
          Double.isNaN(p)
              ? Check.State.NOT_ASSESSABLE
              : adjusted >= LIMIT ? Check.State.PASS : Check.State.FAIL,
          adjusted,
          LIMIT,
          "p of the effect of arms drawn at random for each subject, everything fitted again by"
              + " ridge (Bonferroni over contrasts); fails below the limit");
    }
  }

  private double[] cumulative() {
    ArmTotals totals =
        units.used().aggregate(new ArmTotals(units.arms()), ArmTotals::add, ArmTotals::merge);
    double[] upTo = new double[units.arms()];
    double sum = 0;
    for (int arm = 0; arm < upTo.length; arm++) {
      sum += totals.rows(arm) / (double) units.rows();
      upTo[arm] = sum;
    }
    return upTo;
  }

  private static int arm(long subject, long seed, double[] upTo) {
    double drawn = new java.util.SplittableRandom(subject ^ (seed * SALT)).nextLong() >>> 11;
    int arm = 0;
    while (arm < upTo.length - 1 && drawn / WHOLE >= upTo[arm]) {
      arm++;
    }
    return arm;
  }

  private static double p(double z) {
    return 2 * new NormalDistribution(null, 0, 1).cumulativeProbability(-Math.abs(z));
  }
}
