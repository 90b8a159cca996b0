package org.medley.features.covariate;

import java.util.List;

/**
 * Each measured code: how many values, how long since the last one, and last, mean, smallest and
 * largest value.
 *
 * <p>Only finite numbers are values. The number of values and the days since the last one concern
 * the code whatever its units, and so tell also whether it was measured at all; the other
 * covariates exist for each unit, and {@code References} keeps the unit that most training members
 * have.
 */
final class Measurements implements CovariateFamily {
  @Override
  public String name() {
    return "measurements";
  }

  @Override
  public List<String> domains() {
    return List.of("measurement");
  }

  @Override
  public boolean splitsUnits() {
    return true;
  }

  @Override
  public List<Covariate> within(LookbackWindow window) {
    return List.of(
        Covariate.ofCode(
            domains(),
            "count",
            window,
            "number of values",
            CodeSummary.sumOverCode(CodeSummary.numbers(window))),
        Covariate.ofCode(
                domains(),
                "days_since_last",
                window,
                "days since the last value",
                CodeSummary.leastOverCode(CodeSummary.daysSinceNumber(window)))
            .missingUnlessKnown("d"),
        Covariate.ofCodeInUnit(domains(), "last", window, "last value", CodeSummary.last(window)),
        Covariate.ofCodeInUnit(domains(), "mean", window, "mean value", CodeSummary.mean(window)),
        Covariate.ofCodeInUnit(domains(), "min", window, "lowest value", CodeSummary.least(window)),
        Covariate.ofCodeInUnit(
            domains(), "max", window, "highest value", CodeSummary.greatest(window)));
  }
}
