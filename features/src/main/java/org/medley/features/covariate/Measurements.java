package org.medley.features.covariate;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Each measured code: how many values, how long since the last one; last, mean, smallest and
 * largest value; sample standard deviation and slope per day (least squares on time); and how many
 * values lie above and below the reference range, where the site states one in their unit.
 *
 * <p>Values come in the canonical unit of their code wherever UCUM has a way to it: ingestion
 * converts them.
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
  public Dataset<Row> detailed(Dataset<Row> summaries, FeatureSettings settings) {
    return NumberTrends.added(summaries, settings);
  }

  @Override
  public List<Covariate> within(LookbackWindow window) {
    return List.of(
        Numbers.count(domains(), window, "value"),
        Numbers.daysSinceLast(domains(), window, "value"),
        Covariate.ofCodeInUnit(domains(), "last", window, "last value", CodeSummary.last(window)),
        Covariate.ofCodeInUnit(domains(), "mean", window, "mean value", CodeSummary.mean(window)),
        Covariate.ofCodeInUnit(domains(), "min", window, "lowest value", CodeSummary.least(window)),
        Covariate.ofCodeInUnit(
            domains(), "max", window, "highest value", CodeSummary.greatest(window)),
        Covariate.ofCodeInUnit(
            domains(), "sd", window, "standard deviation", NumberTrends.deviation(window)),
        Covariate.ofCodeInUnit(
                domains(), "slope", window, "change per day", NumberTrends.slope(window))
            .perDay(),
        outside("above", window, NumberTrends.above(window)),
        outside("below", window, NumberTrends.below(window)));
  }

  private Covariate outside(String side, LookbackWindow window, Column values) {
    return Covariate.ofCode(
        domains(),
        side,
        window,
        "number of values " + side + " the reference range",
        CodeSummary.sumOverCode(values));
  }
}
