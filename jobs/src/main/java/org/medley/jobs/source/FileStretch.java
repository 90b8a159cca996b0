package org.medley.jobs.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.medley.jobs.error.MedleyException;

/**
 * Bytes of a file as it is stored.
 *
 * @param file the file
 * @param at first byte; of BGZF, the first of a block
 * @param bytes how many
 * @param blocked whether the file is BGZF and this not all of it
 */
record FileStretch(SourceFile file, long at, long bytes, boolean blocked) implements Serializable {
  /** All of {@code file}. */
  static FileStretch whole(SourceFile file) {
    return new FileStretch(file, 0, file.bytes(), false);
  }

  /**
   * The unpacked bytes of the file from this stretch on, to its end.
   *
   * @throws MedleyException with exit code 74 as {@link FileOpener#open} says
   * @throws IOException if the file is not whole
   */
  InputStream open(Configuration configuration) throws IOException {
    if (blocked) {
      return new BlockStream(FileOpener.open(file, at, configuration), at, Long.MAX_VALUE);
    }
    return at == 0
        ? FileOpener.open(file, configuration)
        : FileOpener.open(file, at, configuration);
  }

  /** The unpacked bytes of a stretch of BGZF, and no more. */
  BlockStream blocks(Configuration configuration) {
    return new BlockStream(FileOpener.open(file, at, configuration), at, end());
  }

  /** First byte behind the stretch. */
  long end() {
    return at + bytes;
  }
}
