package org.medley.jobs.settings;

import java.util.List;

/**
 * The block {@code association} of a task's features: variants that go with the label among the
 * training members become covariates of all members.
 *
 * @param source the source of the genotypes
 * @param model {@code logistic} or {@code linear}
 * @param p the largest P value of a variant that is selected
 * @param top how many variants are selected at most, those with the smallest P values
 * @param covariates what each test adjusts for: names of covariates of the families demographics
 *     and genomic
 */
public record AssociationBlock(
    String source, String model, double p, int top, List<String> covariates) {
  /** Used where a task names none. */
  public static final String DEFAULT_MODEL = "logistic";

  /** Used where a task names none: significant in the whole genome. */
  public static final double DEFAULT_P = 5e-8;

  /** Used where a task names none. */
  public static final int DEFAULT_TOP = 20;

  /** The largest {@link #top}. */
  static final int MOST = 1000;
}
