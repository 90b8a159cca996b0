package org.medley.jobs.report.content;

import java.util.List;
import java.util.OptionalLong;

/**
 * Who is in the cohort.
 *
 * @param attrition rules in their order, the first with everyone
 * @param splits what the members were used for
 */
public record Cohort(List<Step> attrition, List<Split> splits) {

  /** Copies the lists. */
  public Cohort {
    attrition = List.copyOf(attrition);
    splits = List.copyOf(splits);
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
}
