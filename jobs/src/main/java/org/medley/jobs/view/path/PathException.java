package org.medley.jobs.view.path;

/** A path that is wrong or uses what is not supported; the message says which part and why. */
public final class PathException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the reason in words. */
  public PathException(String message) {
    super(message);
  }
}
