package org.medley.models.effect.check;

import java.util.List;
import org.medley.models.effect.average.AverageEffect;
import org.medley.models.effect.average.Estimand;
import org.medley.models.effect.average.ScoredSample;
import org.medley.models.effect.sensitivity.MarginalSensitivity;
import org.medley.models.statistics.Estimate;

/**
 * What checks of the design look at.
 *
 * @param arms names of the arms
 * @param estimand whom the effect is about
 * @param balance one for each contrast
 * @param sample rows for statistics of ranks
 * @param effects one for each contrast
 * @param means mean outcome by arm, had everybody been in it
 * @param deviation standard deviation of the outcome
 * @param binary whether the outcome is 1 or 0
 * @param bound an arm less likely than this is a failure of overlap
 * @param sensitivity one for each contrast; empty where no bounds are known
 * @param replicates of the permutation check
 * @param seed of the permutation check
 * @param leftOut share of the rows of the data that could not be used
 */
public record DesignInput(
    List<String> arms,
    Estimand estimand,
    List<Balance> balance,
    ScoredSample sample,
    List<AverageEffect> effects,
    List<Estimate> means,
    double deviation,
    boolean binary,
    double bound,
    List<MarginalSensitivity> sensitivity,
    int replicates,
    long seed,
    double leftOut) {

  /** The arms of a contrast in words. */
  String words(int contrast) {
    var pair = effects.get(contrast).contrast();
    return "%s against %s".formatted(arms.get(pair.arm()), arms.get(pair.reference()));
  }
}
