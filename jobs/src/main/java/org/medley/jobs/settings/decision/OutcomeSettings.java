package org.medley.jobs.settings.decision;

import org.medley.features.cohort.FollowUp;

/**
 * One outcome of a decision: something that happens or does not within a time.
 *
 * @param words as people read it, as what happens to a person
 * @param kind whether it is what the options are for, or what they may cost
 * @param moreIsBetter whether it is good for people that it happens
 * @param days whole days of the horizon, for people to read
 * @param followUp what is looked for
 */
public record OutcomeSettings(
    String words, Kind kind, boolean moreIsBetter, long days, FollowUp followUp) {
  /** What an outcome is to the decision. */
  public enum Kind {
    /** What the options are for. */
    BENEFIT,
    /** What they may cost. */
    HARM;

    /** The word in tables. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** The name in tables. */
  public String name() {
    return followUp.outcome();
  }
}
