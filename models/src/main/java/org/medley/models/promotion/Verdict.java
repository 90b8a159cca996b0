package org.medley.models.promotion;

import java.util.Map;
import java.util.TreeMap;

/**
 * What one gate says of a candidate.
 *
 * @param gate what was asked, in a few words
 * @param result whether the candidate may pass
 * @param words why, in a sentence
 * @param numbers behind it, by name; empty where nothing could be measured
 */
public record Verdict(String gate, Result result, String words, Map<String, Double> numbers) {
  /** What a gate can say. */
  public enum Result {
    /** The candidate may pass. */
    PASSED,
    /** The candidate may not pass. */
    FAILED,
    /** The data do not say: a person decides. */
    PERSON
  }

  /** Orders the numbers by name. */
  public Verdict {
    numbers = new TreeMap<>(numbers);
  }

  /** Whether the candidate may pass. */
  public boolean passed() {
    return result == Result.PASSED;
  }
}
