package org.medley.jobs.source;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The header of a block of BGZF: a gzip header with a field BC (SAM/BAM specification, 4.1). */
final class BlockHeader {
  /** Bytes of a header that has no other extra field, as all common writers make it. */
  static final int BYTES = 18;

  /** A block has no more bytes than this. */
  static final int MAX_BLOCK = 1 << 16;

  private static final long MAGIC = 0x04088b1fL;
  private static final int FIELD = 0x00024342;

  private BlockHeader() {}

  /**
   * Bytes of the block whose header stands at {@code at}; 0: none stands there.
   *
   * @param bytes holds {@link #BYTES} bytes from {@code at} on
   */
  static int blockBytes(byte[] bytes, int at) {
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    boolean block =
        header.getInt(at) == MAGIC
            && header.getShort(at + 10) == 6
            && header.getInt(at + 12) == FIELD;
    return block ? (header.getShort(at + 16) & 0xffff) + 1 : 0;
  }
}
