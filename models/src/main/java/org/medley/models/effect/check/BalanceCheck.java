package org.medley.models.effect.check;

import java.util.Locale;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.medley.models.effect.check.Check.State;

/**
 * Fails where a standardised difference after weighting exceeds 0.1 by more than chance explains,
 * at 5 percent over all covariates and contrasts (Bonferroni); passes where none exceeds 0.1.
 */
final class BalanceCheck implements DesignCheck {
  private static final double LIMIT = 0.1;
  private static final double ALPHA = 0.05;

  @Override
  public Check of(DesignInput input) {
    double largest = 0;
    double before = 0;
    double furthest = Double.NEGATIVE_INFINITY;
    String worst = "none";
    int tests = 0;
    for (Balance balance : input.balance()) {
      before = Math.max(before, balance.largestBefore());
      for (Balance.Covariate covariate : balance.covariates()) {
        double size = Math.abs(covariate.after());
        furthest = Math.max(furthest, (size - LIMIT) / balance.error());
        tests++;
        if (size > largest) {
          largest = size;
          worst = covariate.name();
        }
      }
    }
    String detail =
        String.format(
            Locale.ROOT,
            "largest absolute standardised mean difference of %d covariates after weighting, at"
                + " %s; before weighting %.3f; fails only where significantly above the limit"
                + " (Bonferroni)",
            input.balance().get(0).covariates().size(),
            worst,
            before);
    if (tests == 0 || largest <= LIMIT) {
      return new Check("balance", State.PASS, largest, LIMIT, detail);
    }
    double critical =
        new NormalDistribution(null, 0, 1).inverseCumulativeProbability(1 - ALPHA / tests);
    State state = furthest > critical ? State.FAIL : State.NOT_ASSESSABLE;
    return new Check("balance", state, largest, LIMIT, detail);
  }
}
