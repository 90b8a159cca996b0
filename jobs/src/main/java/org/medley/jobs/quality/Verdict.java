package org.medley.jobs.quality;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How the data fare against a rule.
 *
 * @param rule the rule
 * @param name the rule's name, with the code for a rule on ranges
 * @param description the rule in words
 * @param denominator what it applies to
 * @param violations how many of these violate it
 */
public record Verdict(
    Rule rule, String name, String description, long denominator, long violations) {
  private static final double HUNDRED = 100;

  /** The share of violations, 0 to 100; empty where the rule applies to nothing. */
  public OptionalDouble percent() {
    return denominator == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(HUNDRED * violations / denominator);
  }

  /** Whether no more than the tolerated share violate the rule. */
  public boolean passed() {
    return percent().orElse(0) <= rule.threshold();
  }

  /** Whether the night must stop. */
  public boolean blocks() {
    return rule.severity() == Severity.BLOCK && !passed();
  }

  /** The result in words; counts alone. */
  public String words() {
    return String.format(
        Locale.ROOT,
        "%s: %d of %d violate it (%.2f %%, tolerated %s %%)",
        name,
        violations,
        denominator,
        percent().orElse(0),
        rule.threshold());
  }
}
