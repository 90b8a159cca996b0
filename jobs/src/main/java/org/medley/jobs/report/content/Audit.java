package org.medley.jobs.report.content;

import java.util.List;

/**
 * What the leak audit found, and what the matrix left out.
 *
 * @param findings leaks first, then what the task allows, then warnings
 * @param counts how each check ended
 * @param leftOut covariates that a rule left out
 */
public record Audit(List<Finding> findings, List<Count> counts, List<LeftOut> leftOut) {
  /** No audit was made. */
  public static final Audit NONE = new Audit(List.of(), List.of(), List.of());

  /** Copies the lists. */
  public Audit {
    findings = List.copyOf(findings);
    counts = List.copyOf(counts);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * One covariate that did not just pass.
   *
   * @param verdict leak, allowed or warning
   * @param covariate in words
   * @param why in words, without counts of few people
   */
  public record Finding(String verdict, String covariate, String why) {}

  /**
   * How often a check ended in a way.
   *
   * @param check its name
   * @param verdict how it ended
   * @param covariates how many covariates
   */
  public record Count(String check, String verdict, long covariates) {}

  /**
   * Covariates left out.
   *
   * @param family their family
   * @param rule the rule
   * @param covariates how many
   */
  public record LeftOut(String family, String rule, long covariates) {}
}
