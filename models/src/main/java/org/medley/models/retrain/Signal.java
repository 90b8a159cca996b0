package org.medley.models.retrain;

import java.util.Locale;

/**
 * One number that is watched.
 *
 * @param name what is watched, such as {@code slope}
 * @param item of what: a covariate, the first and last day of a window, or a date; empty: of the
 *     whole
 * @param index of the covariate in the model's vocabulary; -1: of no covariate
 * @param value the number; NaN: there is none
 * @param low lower end of its interval; NaN: none
 * @param high upper end of its interval; NaN: none
 * @param bound what it is held against; NaN: nothing
 * @param state what follows
 * @param n people or members behind it
 * @param words the same as a clause, with its numbers
 */
public record Signal(
    String name,
    String item,
    int index,
    double value,
    double low,
    double high,
    double bound,
    State state,
    long n,
    String words) {
  /** What follows from a signal. */
  public enum State {
    /** Nothing. */
    OK,
    /** It is named, and nothing else follows. */
    WARN,
    /** It is beyond the limit of action. Of covariates and risk alone no update follows. */
    ACT,
    /** It asks to hold. */
    HOLD,
    /** It cannot be judged yet. */
    GREY;

    /** The text in tables. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A signal without interval that is of no covariate. */
  static Signal plain(
      String name, String item, double value, double bound, State state, long n, String words) {
    return new Signal(name, item, -1, value, Double.NaN, Double.NaN, bound, state, n, words);
  }
}
