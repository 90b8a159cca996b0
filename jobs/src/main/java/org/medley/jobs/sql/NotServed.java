package org.medley.jobs.sql;

/** A query that only Spark can answer; the message says why, as a sentence without a full stop. */
public final class NotServed extends Exception {
  private static final long serialVersionUID = 1L;

  /** Because of {@code why}. */
  public NotServed(String why) {
    super(why);
  }

  NotServed(String why, Throwable cause) {
    super(why, cause);
  }
}
