package org.medley.jobs.source;

import java.io.Serializable;

/**
 * The lines of a file that begin in a range of its unpacked bytes.
 *
 * @param stretch where the range is stored; it holds the byte before the range too, so that a line
 *     that begins right there is known for one
 * @param from first byte of the range
 * @param to first byte behind it
 * @param firstLine number of the first line that begins there
 */
record FilePart(FileStretch stretch, long from, long to, long firstLine) implements Serializable {
  /** All lines of {@code file}. */
  static FilePart whole(SourceFile file) {
    return new FilePart(FileStretch.whole(file), 0, Long.MAX_VALUE, 1);
  }

  /** The file. */
  SourceFile file() {
    return stretch.file();
  }

  /** Size as it is stored. */
  long bytes() {
    return stretch.bytes();
  }
}
