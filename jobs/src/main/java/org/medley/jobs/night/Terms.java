package org.medley.jobs.night;

import org.medley.jobs.control.Asked;

/**
 * How a night goes about its work.
 *
 * @param asked what was asked for, recorded with the run
 * @param seizes whether it takes the lease even from a run that lives
 * @param beside whether a release of a date before the current one's stands beside it, instead of
 *     taking its place
 * @param again whether what a person withdrew may be released again
 * @param stop by whom it may be asked to stop
 */
public record Terms(Asked asked, boolean seizes, boolean beside, boolean again, StopRequest stop) {
  /** A plain night. */
  public static Terms of(Asked asked) {
    return new Terms(asked, false, false, false, new StopRequest());
  }
}
