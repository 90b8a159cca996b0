package org.medley.jobs.quality;

/** What follows where a rule is violated more often than it tolerates. */
public enum Severity {
  /** It is worth knowing. */
  NOTE,
  /** Somebody should look. */
  WARN,
  /** The night stops before cohorts, and the previous release stands. */
  BLOCK
}
