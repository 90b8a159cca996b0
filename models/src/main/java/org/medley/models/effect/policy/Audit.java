package org.medley.models.effect.policy;

import java.util.List;

/**
 * Whose treatment by the policy is looked at.
 *
 * @param groups names of the columns of {@link org.medley.models.effect.unit.UnitColumns#GROUPS},
 *     in their order; empty: no groups
 * @param sensitive covariates without which the policy is learnt again; empty: none
 * @param minimum numbers of people below this are withheld
 */
public record Audit(List<String> groups, List<String> sensitive, int minimum) {
  /** The usual minimum, that of the United States' Centers for Medicare and Medicaid Services. */
  public static final int MINIMUM = 11;

  /** No groups, and no covariate is sensitive. */
  public static final Audit NONE = new Audit(List.of(), List.of(), MINIMUM);

  /** Copies the lists. */
  public Audit {
    groups = List.copyOf(groups);
    sensitive = List.copyOf(sensitive);
    if (minimum < 1) {
      throw new IllegalArgumentException("The smallest number of people shown is 1 or more.");
    }
  }
}
