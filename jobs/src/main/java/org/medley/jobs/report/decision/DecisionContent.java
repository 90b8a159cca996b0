package org.medley.jobs.report.decision;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the page on one decision says. Counts of people are withheld by whoever gathers it.
 *
 * @param name of the decision
 * @param question in words
 * @param release that it belongs to
 * @param asOf logical date
 * @param design observational or randomised, estimand and ranking, in words
 * @param exploratory why it is not to be treated by; empty: it is not exploratory
 * @param access who may use it; empty: not said
 * @param attrition how many starts were left by rule and option
 * @param checks of the design
 * @param effects on each outcome; only those that may be shown have numbers
 * @param balance of the covariates that differed most
 * @param differing whether effects differ between people, by outcome and option
 * @param policies what the mean outcome would be under policies
 * @param plan who is recommended what, by subgroup
 * @param safety rules that fired or lacked data
 */
public record DecisionContent(
    String name,
    String question,
    String release,
    String asOf,
    String design,
    Optional<String> exploratory,
    String access,
    List<Attrition> attrition,
    List<Check> checks,
    List<Effect> effects,
    List<Balance> balance,
    List<Differing> differing,
    List<Policy> policies,
    List<Plan> plan,
    List<Safety> safety) {
  /** Starts of one option left after a rule; empty: too few to show. */
  public record Attrition(int step, String rule, String option, OptionalLong starts) {}

  /** A check of the design, with what it means in words. */
  public record Check(
      String outcome, String check, String state, boolean blinds, String meaning, String detail) {}

  /**
   * The effect of an option on an outcome.
   *
   * @param blinded why nothing is shown; empty: it is
   */
  public record Effect(
      String outcome,
      String option,
      OptionalLong people,
      OptionalDouble risk,
      OptionalDouble difference,
      OptionalDouble low,
      OptionalDouble high,
      Optional<String> blinded) {}

  /** Standardised differences of one covariate. */
  public record Balance(String covariate, double before, double after) {}

  /** Whether the effects of an option differ between people. */
  public record Differing(
      String outcome, String option, boolean shown, OptionalDouble slope, OptionalDouble score) {}

  /** The mean outcome under a policy. */
  public record Policy(
      String outcome,
      String policy,
      OptionalDouble value,
      OptionalDouble low,
      OptionalDouble high) {}

  /** What a subgroup is told of an option; empty: too few to show. */
  public record Plan(
      String group,
      String option,
      OptionalLong people,
      OptionalLong recommended,
      OptionalLong left,
      OptionalLong vetoed) {}

  /** People whom a safety rule concerns; empty: too few to show. */
  public record Safety(
      String option,
      String rule,
      String severity,
      String state,
      String text,
      OptionalLong people) {}
}
