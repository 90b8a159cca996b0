package org.medley.jobs.notebook;

/** A cell that could not be compiled or run. The message says why and in which of its lines. */
final class CellFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CellFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same with its line before it; a line below 1 is not known and not said. */
  static CellFailure at(int line, String why, Throwable cause) {
    return new CellFailure(line < 1 ? why : "line " + line + ": " + why, cause);
  }
}
