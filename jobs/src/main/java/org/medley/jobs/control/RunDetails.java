package org.medley.jobs.control;

import java.util.Optional;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/**
 * What a row of a run says beside its columns.
 *
 * @param steps steps that the run was to run
 * @param exitCode how the command ended; null where it did not fail
 * @param why what went wrong, in a sentence without patient data; null where it did not fail
 * @param remedy what to do about it; null where it did not fail
 * @param asked what was asked for; null in rows that an older Medley wrote
 */
public record RunDetails(int steps, Integer exitCode, String why, String remedy, Asked asked) {
  /** Of a run of that many steps that began or ended well. */
  public static RunDetails of(int steps) {
    return of(steps, Asked.NIGHT);
  }

  /** The same of a run that was asked for in some way. */
  public static RunDetails of(int steps, Asked asked) {
    return new RunDetails(steps, null, null, null, asked);
  }

  /** Of a run that failed. */
  public static RunDetails failed(int steps, ExitCode exitCode) {
    return new RunDetails(steps, exitCode.number(), null, null, Asked.NIGHT);
  }

  /** Of a run that failed, with the reason. */
  public static RunDetails failed(int steps, MedleyException why, Asked asked) {
    return new RunDetails(steps, why.exitCode().number(), why.getMessage(), why.remedy(), asked);
  }

  /** What was asked for; a whole night where nobody wrote it down. */
  public Asked request() {
    return Optional.ofNullable(asked).orElse(Asked.NIGHT);
  }
}
