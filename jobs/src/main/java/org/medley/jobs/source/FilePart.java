package org.medley.jobs.source;

import java.io.Serializable;

/**
 * The lines of a file that begin in a range of its bytes.
 *
 * @param file the file
 * @param from first byte of the range
 * @param to first byte behind it
 * @param firstLine number of the first line that begins there
 */
record FilePart(SourceFile file, long from, long to, long firstLine) implements Serializable {
  /** All lines of {@code file}. */
  static FilePart whole(SourceFile file) {
    return new FilePart(file, 0, Long.MAX_VALUE, 1);
  }

  /** Size, where the file is read as it is stored. */
  long bytes() {
    return Math.min(to, file.bytes()) - from;
  }
}
