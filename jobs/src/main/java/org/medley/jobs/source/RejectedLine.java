package org.medley.jobs.source;

/** Why one line of an extract cannot be used. It never leaves the task that read the line. */
public final class RejectedLine extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  /**
   * A rejection.
   *
   * @param code short stable name of the reason
   * @param reason the reason in words, without values of the line
   */
  public RejectedLine(String code, String reason) {
    super(reason, null, false, false);
    this.code = code;
  }

  /** The short stable name of the reason. */
  public String code() {
    return code;
  }
}
