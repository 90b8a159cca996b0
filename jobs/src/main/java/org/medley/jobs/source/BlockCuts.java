package org.medley.jobs.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Cuts a BGZF file at blocks. Where one begins is found by its header and that of the block behind
 * it; whoever reads the blocks before a cut must arrive at it, so a false one cannot pass unseen.
 */
final class BlockCuts {
  /** Holds a whole block, wherever it begins in the first one's bytes, and the header behind it. */
  private static final int WINDOW = 2 * BlockHeader.MAX_BLOCK + BlockHeader.BYTES;

  private BlockCuts() {}

  /**
   * Stretches of about {@code partBytes} that make up {@code file}.
   *
   * @throws IOException if the file is not whole
   */
  static List<FileStretch> of(SourceFile file, long partBytes, Configuration configuration)
      throws IOException {
    List<FileStretch> stretches = new ArrayList<>();
    long at = 0;
    for (long near = partBytes; near < file.bytes() - partBytes / 2; near += partBytes) {
      long found = near <= at ? -1 : blockFrom(file, near, configuration);
      if (found > at) {
        stretches.add(new FileStretch(file, at, found - at, true));
        at = found;
      }
    }
    stretches.add(new FileStretch(file, at, file.bytes() - at, true));
    return stretches;
  }

  /** Where the first block at or behind {@code position} begins; -1: none is found. */
  private static long blockFrom(SourceFile file, long position, Configuration configuration)
      throws IOException {
    byte[] window = new byte[WINDOW];
    int filled;
    try (InputStream in = FileOpener.open(file, position, configuration)) {
      filled = in.readNBytes(window, 0, WINDOW);
    }
    for (int at = 0; at <= filled - BlockHeader.BYTES; at++) {
      int bytes = window[at] == 0x1f ? BlockHeader.blockBytes(window, at) : 0;
      int next = at + bytes;
      boolean followed =
          next <= filled - BlockHeader.BYTES && BlockHeader.blockBytes(window, next) > 0;
      if (bytes > 0 && (followed || position + next == file.bytes())) {
        return position + at;
      }
    }
    return -1;
  }
}
