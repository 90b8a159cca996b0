package org.medley.jobs.report.content;

import java.util.List;

/**
 * How people with different options differ in their covariates.
 *
 * @param largest what differed most before weighting
 * @param covariates how many there are
 * @param before how many differed by more than the limit before weighting
 * @param after how many do so after it
 * @param limit of the standardised mean difference
 */
public record Balance(
    List<Covariate> largest, long covariates, long before, long after, double limit) {
  /**
   * Standardised mean differences of one covariate against the reference.
   *
   * @param name of the covariate, with the option where several are compared
   * @param before weighting
   * @param after weighting
   */
  public record Covariate(String name, double before, double after) {}
}
