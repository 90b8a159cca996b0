package org.medley.jobs.report.decision;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.medley.jobs.report.content.Balance;
import org.medley.jobs.report.content.Overlap;

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
 * @param overlap of preference scores, for each option but the reference
 * @param balance of the covariates; empty: nothing was estimated
 * @param differing whether effects differ between people, by outcome and option
 * @param policies what the mean outcome would be under policies
 * @param fairness what the policy does to groups of people
 * @param plan who is recommended what, by subgroup; empty: nobody is eligible
 * @param planned whether rows of persons are written, so that there can be a plan
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
    List<Overlap> overlap,
    Optional<Balance> balance,
    List<Differing> differing,
    List<Policy> policies,
    Fairness fairness,
    List<Plan> plan,
    boolean planned,
    List<Safety> safety) {
  /** Starts of one option left after a rule; empty: too few to show. */
  public record Attrition(int step, String rule, String option, OptionalLong starts) {}

  /** A check of the design, with what it means in words. */
  public record Check(
      String outcome, String check, String state, boolean blinds, String meaning, String detail) {}

  /**
   * The effect of an option on an outcome.
   *
   * @param days mean days without the outcome up to its horizon
   * @param moreDays difference of these days from the reference
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
      OptionalDouble days,
      Interval moreDays,
      Optional<String> blinded) {}

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

  /**
   * What a subgroup is told of an option; empty: too few to show.
   *
   * @param recommendedShare share to whom it is recommended
   * @param leftShare share for whom it is left to the clinician
   */
  public record Plan(
      String group,
      String option,
      OptionalLong people,
      OptionalLong recommended,
      Interval recommendedShare,
      OptionalLong left,
      Interval leftShare,
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
