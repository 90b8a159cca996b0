package org.medley.features.safety;

import java.util.Set;

/**
 * One safety rule.
 *
 * @param id its name, unique among all rules
 * @param severity how much it says
 * @param text what it says, one or two sentences for a clinician
 * @param drugs names of the ingredients to which it applies
 * @param test what must be found to make it fire
 * @param citation where it comes from
 * @param alerts what it contributes to alerts on current drugs
 */
public record SafetyRule(
    String id,
    Severity severity,
    String text,
    Set<String> drugs,
    RuleTest test,
    Citation citation,
    Alerts alerts) {

  /** What a rule contributes to the alerts on current drugs, where no option is asked about. */
  public enum Alerts {
    /** When it fires, and when it cannot be assessed. */
    ALL,
    /** When it fires. */
    FIRED,
    /** Nothing. */
    NONE
  }

  /** Copies the drugs. */
  public SafetyRule {
    drugs = Set.copyOf(drugs);
  }

  /** What the rule looks at. */
  public RuleKind kind() {
    return test.kind();
  }
}
