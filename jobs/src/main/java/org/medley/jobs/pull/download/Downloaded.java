package org.medley.jobs.pull.download;

/**
 * What became of one file.
 *
 * @param name the file below the landing folder
 * @param bytes its size
 * @param state what was done
 */
public record Downloaded(String name, long bytes, State state) {
  /** What was done. */
  public enum State {
    /** It was fetched. */
    FETCHED,
    /** The server says that it is as it was. */
    UNCHANGED
  }
}
