package org.medley.jobs.cli;

/** What a night does where another run holds the lease of the lake. */
enum OnExisting {
  /** It ends with 75. */
  FAIL,
  /** It waits; a run of the same date answers for it, and after any other it runs itself. */
  ATTACH,
  /** It ends with 0 and does nothing. */
  SKIP,
  /** It takes the lease over; the other run is fenced and ends with 76. */
  SUPERSEDE
}
