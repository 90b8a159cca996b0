package org.medley.jobs.report.content;

import java.util.List;
import java.util.Optional;

/**
 * The released risks.
 *
 * @param people people with a risk
 * @param risks how the risks are distributed: bins that touch, ascending
 * @param highest people with the highest risks, highest first: rows about single people, so only
 *     for readers who may see them
 * @param reasons what moves risks up most often, most frequent first
 */
public record Scores(long people, List<Bin> risks, List<Person> highest, List<Frequent> reasons) {

  /** Copies the lists. */
  public Scores {
    risks = List.copyOf(risks);
    highest = List.copyOf(highest);
    reasons = List.copyOf(reasons);
  }

  /** Nobody was scored. */
  public static Scores none() {
    return new Scores(0, List.of(), List.of(), List.of());
  }

  /**
   * People with a risk in [{@code from}, {@code to}).
   *
   * @param from lower end, between 0 and 1
   * @param to upper end
   * @param people how many
   */
  public record Bin(double from, double to, long people) {}

  /**
   * A person at risk.
   *
   * @param reference what the reader may call the person by; empty: only the rank is shown
   * @param percentile share of the cohort with a lower or equal risk, in percent
   * @param risk calibrated risk
   * @param reasons the strongest reasons in words, strongest first
   */
  public record Person(
      Optional<String> reference, double percentile, double risk, List<String> reasons) {
    /** Copies the reasons. */
    public Person {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * A reason and how many people have it among their reasons.
   *
   * @param reason in words
   * @param people how many
   */
  public record Frequent(String reason, long people) {}
}
