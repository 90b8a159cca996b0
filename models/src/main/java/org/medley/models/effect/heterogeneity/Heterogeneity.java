package org.medley.models.effect.heterogeneity;

import java.util.List;
import org.medley.models.effect.average.ScoredSample;
import org.medley.models.effect.unit.Contrast;
import org.medley.models.statistics.Estimate;

/**
 * Whether effects differ between people as predicted, for one contrast.
 *
 * @param contrast the arms
 * @param predictor test of heterogeneity
 * @param score R-score against a constant effect
 * @param fifths where the fifths by predicted effect begin
 * @param groups the fifths that have rows
 * @param ranked AUTOC, Qini, AUUC
 * @param supported whether the test rejects at 5 percent and the R-score is above 0: otherwise only
 *     the average effect should be used
 */
public record Heterogeneity(
    Contrast contrast,
    LinearPredictor predictor,
    Estimate score,
    Fifths fifths,
    List<EffectGroup> groups,
    Ranked ranked,
    boolean supported) {
  private static final double ALPHA = 0.05;

  /** Of each contrast, from rows whose effects were predicted by models without their fold. */
  public static List<Heterogeneity> of(
      ScoredSample sample,
      List<Contrast> contrasts,
      boolean higherIsBetter,
      int replicates,
      long seed) {
    return java.util.stream.IntStream.range(0, contrasts.size())
        .mapToObj(c -> one(sample, contrasts.get(c), c, higherIsBetter, replicates, seed))
        .toList();
  }

  /** The values of policies that {@code sample} can compare. */
  public static List<PolicyValue> policies(
      ScoredSample sample, List<Contrast> contrasts, List<String> arms, boolean higherIsBetter) {
    return PolicyValue.of(sample, contrasts, arms, higherIsBetter);
  }

  /** The R-score itself; NaN where not assessable. */
  public double relativeLoss() {
    return score.value();
  }

  private static Heterogeneity one(
      ScoredSample sample,
      Contrast contrast,
      int number,
      boolean higherIsBetter,
      int replicates,
      long seed) {
    HeldOut held = HeldOut.of(sample, contrast, number, higherIsBetter);
    LinearPredictor predictor = LinearPredictor.of(held);
    Estimate score = RelativeLoss.of(sample, contrast, number);
    Fifths fifths = Fifths.of(held);
    return new Heterogeneity(
        contrast,
        predictor,
        score,
        fifths,
        EffectGroup.of(held, fifths),
        Ranked.of(held, replicates, seed),
        predictor.p() < ALPHA && score.value() > 0);
  }
}
