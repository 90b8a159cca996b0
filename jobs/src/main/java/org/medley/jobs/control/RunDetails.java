package org.medley.jobs.control;

import org.medley.jobs.error.ExitCode;

/**
 * What a row of a run says beside its columns.
 *
 * @param steps steps that the run was to run
 * @param exitCode how the command ended; null where it did not fail
 */
public record RunDetails(int steps, Integer exitCode) {
  /** Of a run of that many steps that began or ended well. */
  public static RunDetails of(int steps) {
    return new RunDetails(steps, null);
  }

  /** Of a run that failed. */
  public static RunDetails failed(int steps, ExitCode exitCode) {
    return new RunDetails(steps, exitCode.number());
  }
}
