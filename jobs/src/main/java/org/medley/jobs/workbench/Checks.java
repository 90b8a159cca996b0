package org.medley.jobs.workbench;

/**
 * What must hold in a notebook. Java's own {@code assert} does nothing unless it is switched on.
 */
public final class Checks {
  private Checks() {}

  /**
   * Does nothing if {@code holds}.
   *
   * @throws IllegalStateException with {@code what} otherwise
   */
  public static void check(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("this does not hold: " + what);
    }
  }
}
