package org.medley.jobs.report.person;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What is said of one person and one decision.
 *
 * @param subject identifier, as text
 * @param decision its name
 * @param question in words
 * @param asOf logical date
 * @param release that it comes from
 * @param exploratory whether it is for trying out only
 * @param access who may use it; empty: not said
 * @param options in alphabetical order
 */
public record PersonOptions(
    String subject,
    String decision,
    String question,
    String asOf,
    String release,
    boolean exploratory,
    String access,
    List<Option> options) {
  /**
   * One option.
   *
   * @param words as people read it
   * @param isReference whether the others are compared with it
   * @param rank 1 is the best; empty: not ranked
   * @param recommended whether it alone is first
   * @param evidence what the numbers rest on
   * @param outcomes what is expected
   * @param hits safety rules that fired or could not be assessed
   * @param change what would change the ranking
   * @param left why it is left to the clinician; empty: it is not
   * @param blinded why numbers are not shown; empty: they are
   */
  public record Option(
      String words,
      boolean isReference,
      OptionalInt rank,
      boolean recommended,
      String evidence,
      List<Outcome> outcomes,
      List<Hit> hits,
      String change,
      Optional<String> left,
      Optional<String> blinded) {
    /** Whether a safety rule vetoes it. */
    public boolean vetoed() {
      return hits.stream().anyMatch(hit -> hit.isVeto() && hit.fired());
    }

    /** Whether a safety rule asks for care with it. */
    boolean cautioned() {
      return hits.stream().anyMatch(hit -> !hit.isVeto() && hit.fired());
    }
  }

  /** What is expected of one outcome; numbers are shares of 1, empty where not shown. */
  public record Outcome(
      String words,
      int days,
      OptionalDouble expected,
      OptionalDouble difference,
      OptionalDouble low,
      OptionalDouble high,
      String of) {}

  /** A safety rule with the facts that it rests on. */
  public record Hit(
      String severity, String state, String text, String facts, String date, String source) {
    boolean isVeto() {
      return severity.equals("veto");
    }

    boolean fired() {
      return state.equals("fired");
    }
  }
}
