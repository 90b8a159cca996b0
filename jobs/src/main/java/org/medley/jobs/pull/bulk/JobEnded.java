package org.medley.jobs.pull.bulk;

import org.medley.jobs.error.MedleyException;

/** An export came to an end without its files: the server failed it, or forgot it. */
final class JobEnded extends Exception {
  private static final long serialVersionUID = 1L;

  /** How it ended. */
  enum How {
    /** The server could not make it. */
    FAILED,
    /** The server does not know it any more: it was cancelled, or kept long enough. */
    FORGOTTEN
  }

  private final How how;
  private final MedleyException problem;

  /** An end that becomes {@code problem} where no other export is asked for. */
  JobEnded(How how, MedleyException problem) {
    super(problem);
    this.how = how;
    this.problem = problem;
  }

  /** How it ended. */
  How how() {
    return how;
  }

  /** What to tell the user. */
  MedleyException problem() {
    return problem;
  }
}
