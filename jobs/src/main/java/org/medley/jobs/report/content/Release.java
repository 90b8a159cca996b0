package org.medley.jobs.report.content;

import java.time.LocalDate;
import java.util.List;

/**
 * What the night decided.
 *
 * @param id the release
 * @param site the site
 * @param asOf logical date of the night
 * @param state what became of the task
 * @param reason why, in a sentence
 * @param gates what was checked before, in order
 * @param next commands worth typing now, the most useful first
 */
public record Release(
    String id,
    String site,
    LocalDate asOf,
    State state,
    String reason,
    List<Gate> gates,
    List<Command> next) {

  /** Copies the lists. */
  public Release {
    gates = List.copyOf(gates);
    next = List.copyOf(next);
  }

  /** What became of the task. */
  public enum State {
    /** This night's risks are visible to consumers. */
    RELEASED,
    /** A gate refused this night's risks; what was released before stands. */
    REFUSED,
    /** There was nothing to release: no model yet, or nobody to score. */
    NOTHING
  }

  /**
   * A check that a release must pass.
   *
   * @param name what was checked
   * @param passed whether it passed
   * @param detail the numbers behind it, in a sentence
   */
  public record Gate(String name, boolean passed, String detail) {}

  /**
   * A command to type.
   *
   * @param text the command line
   * @param purpose what it shows, in a few words
   */
  public record Command(String text, String purpose) {}
}
