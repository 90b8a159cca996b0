package org.medley.jobs.report.content;

import java.util.List;
import java.util.OptionalLong;

/**
 * Who is in the cohort.
 *
 * @param attrition rules in their order, the first with everyone
 * @param splits what the members were used for
 * @param differences covariates by which members with and without the outcome differ most, the
 *     largest difference first
 * @param comparisons how groups of members differ otherwise
 */
public record Cohort(
    List<Step> attrition,
    List<Split> splits,
    List<Difference> differences,
    List<Comparison> comparisons) {

  /** Copies the lists. */
  public Cohort {
    attrition = List.copyOf(attrition);
    splits = List.copyOf(splits);
    differences = List.copyOf(differences);
    comparisons = List.copyOf(comparisons);
  }

  /**
   * What a rule leaves.
   *
   * @param rule the rule in words
   * @param people people left
   * @param members members left, one per person and index time
   */
  public record Step(String rule, long people, long members) {}

  /**
   * Members with one use.
   *
   * @param name what for: train, validation, test, score
   * @param people people
   * @param members members
   * @param events outcomes among them; empty: not known yet
   */
  public record Split(String name, long people, long members, OptionalLong events) {}

  /**
   * A covariate by outcome.
   *
   * @param words the covariate in words, with its unit
   * @param binary whether the means are shares
   * @param with members with the outcome
   * @param without members without the outcome
   * @param smd absolute standardised mean difference
   */
  public record Difference(String words, boolean binary, Group with, Group without, double smd) {}

  /** What is compared between groups. */
  public enum Measure {
    /** Means, or shares where a covariate is binary. */
    MEAN,
    /** Shares of members without a value. */
    MISSING
  }

  /**
   * Covariates by which groups of members differ most, the largest difference first.
   *
   * @param grouping what makes the groups: arm, year, or a subgroup
   * @param measure what is compared
   * @param groups names of the groups
   * @param lines one per covariate
   */
  public record Comparison(
      String grouping, Measure measure, List<String> groups, List<Line> lines) {
    /** Copies the lists. */
    public Comparison {
      groups = List.copyOf(groups);
      lines = List.copyOf(lines);
    }
  }

  /**
   * A covariate by group.
   *
   * @param words the covariate in words, with its unit
   * @param binary whether the means are shares
   * @param groups one for each name of a group, in their order
   * @param difference largest absolute standardised difference of two means, or the difference
   *     between the largest and the smallest share without a value
   */
  public record Line(String words, boolean binary, List<Group> groups, double difference) {
    /** Copies the list. */
    public Line {
      groups = List.copyOf(groups);
    }
  }

  /**
   * A covariate in one group.
   *
   * @param members members of the group
   * @param known those with a value
   * @param mean mean or share
   * @param most the most members of the group that are one person
   */
  public record Group(long members, long known, double mean, long most) {
    /** The fewest people who can have a value. */
    long knownPeople() {
      return (known + most - 1) / most;
    }

    /** The fewest people who can be members without a value. */
    long otherPeople() {
      return (members - known + most - 1) / most;
    }
  }
}
