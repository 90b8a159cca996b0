package org.medley.models.effect.check;

/**
 * What a check of the design found.
 *
 * @param name of the check
 * @param state whether it is met
 * @param value what was measured; NaN: nothing could be
 * @param limit what it was held against; NaN: no limit
 * @param detail in words: the measure, its source, and what is behind the state
 */
public record Check(String name, State state, double value, double limit, String detail) {
  /** Whether a check is met. */
  public enum State {
    /** It is. */
    PASS,
    /** It is not. */
    FAIL,
    /** The data cannot tell. */
    NOT_ASSESSABLE
  }

  /** Passes up to {@code limit}; not assessable without a value. */
  static Check atMost(String name, double value, double limit, String detail) {
    return new Check(name, state(value, value <= limit), value, limit, detail);
  }

  /** Passes from {@code limit} on; not assessable without a value. */
  static Check atLeast(String name, double value, double limit, String detail) {
    return new Check(name, state(value, value >= limit), value, limit, detail);
  }

  private static State state(double value, boolean met) {
    return Double.isNaN(value) ? State.NOT_ASSESSABLE : met ? State.PASS : State.FAIL;
  }
}
