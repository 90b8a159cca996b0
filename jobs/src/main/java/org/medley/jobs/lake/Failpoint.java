package org.medley.jobs.lake;

/** stub until the build part lands. */
public final class Failpoint {
  private Failpoint() {}

  /** stub. */
  public static void reach(String name) {}
}
