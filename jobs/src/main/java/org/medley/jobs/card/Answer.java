package org.medley.jobs.card;

import java.util.List;
import java.util.Locale;
import org.medley.jobs.question.CardItem;

/**
 * What a card says to one question.
 *
 * @param item the question
 * @param state who answered
 * @param facts what the run says
 * @param words what the task file says
 * @param missing keys of the block {@code card} that would answer what is open
 */
public record Answer(
    CardItem item, State state, List<String> facts, List<String> words, List<String> missing) {

  /** Copies the lists. */
  public Answer {
    facts = List.copyOf(facts);
    words = List.copyOf(words);
    missing = List.copyOf(missing);
  }

  /** Who answered. */
  public enum State {
    /** The run alone. */
    FILLED("filled by the run"),
    /** The task file, beside the run where it has something to say. */
    GIVEN("given in the task file"),
    /** The run or the task file says something, and something is open. */
    PARTLY("answered in part"),
    /** An assessor is to answer, and there is evidence. */
    EVIDENCE("for an assessor, with evidence"),
    /** An assessor is to answer, and there is no evidence. */
    OPEN("for an assessor, without evidence"),
    /** Nobody. */
    MISSING("missing");

    private final String words;

    State(String words) {
      this.words = words;
    }

    /** The state in files. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The state in words. */
    public String words() {
      return words;
    }

    /** Whether it is an assessor who answers. */
    public boolean worksheet() {
      return this == EVIDENCE || this == OPEN;
    }

    /** Whether nothing is open. */
    public boolean complete() {
      return this == FILLED || this == GIVEN;
    }
  }
}
