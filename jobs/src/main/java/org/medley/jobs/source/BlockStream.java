package org.medley.jobs.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The unpacked bytes of a BGZF file from one of its blocks on (SAM/BAM specification, section 4.1).
 * Each block is unpacked by itself and checked against its size and checksum.
 */
final class BlockStream extends InputStream {
  private static final int TRAILER = 8;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final byte[] packed = new byte[BlockHeader.MAX_BLOCK];
  private final byte[] block = new byte[BlockHeader.MAX_BLOCK];
  private final long end;
  private long position;
  private int at;
  private int filled;

  /**
   * The stream of blocks in {@code in}.
   *
   * @param position which byte of the file {@code in} begins with
   * @param end no block from this byte of the file on is read
   */
  BlockStream(InputStream in, long position, long end) {
    this.in = in;
    this.position = position;
    this.end = end;
  }

  /** Where the block behind the present one begins, as a byte of the file. */
  long position() {
    return position;
  }

  @Override
  public int read() throws IOException {
    return fill() ? block[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int read = Math.min(length, filled - at);
    System.arraycopy(block, at, into, from, read);
    at += read;
    return read;
  }

  /** Whether there are bytes left; unpacks the next block where the present one is used up. */
  private boolean fill() throws IOException {
    while (at == filled) {
      int header = position < end ? in.readNBytes(packed, 0, BlockHeader.BYTES) : 0;
      if (header == 0) {
        return false;
      }
      int bytes = header < BlockHeader.BYTES ? 0 : BlockHeader.blockBytes(packed, 0);
      if (bytes < BlockHeader.BYTES + TRAILER) {
        throw new IOException("no block begins at byte %,d".formatted(position));
      }
      int rest = bytes - BlockHeader.BYTES;
      if (in.readNBytes(packed, 0, rest) < rest) {
        throw new EOFException("the block at byte %,d is cut".formatted(position));
      }
      unpack(rest - TRAILER);
      position += bytes;
    }
    return true;
  }

  private void unpack(int bytes) throws IOException {
    ByteBuffer trailer = ByteBuffer.wrap(packed, bytes, TRAILER).order(ByteOrder.LITTLE_ENDIAN);
    int checksum = trailer.getInt();
    int size = trailer.getInt();
    inflater.reset();
    inflater.setInput(packed, 0, bytes);
    at = 0;
    try {
      filled = inflater.inflate(block);
    } catch (DataFormatException e) {
      throw new IOException("the block at byte %,d is corrupt".formatted(position), e);
    }
    CRC32 actual = new CRC32();
    actual.update(block, 0, filled);
    if (filled != size || (int) actual.getValue() != checksum) {
      throw new IOException("the block at byte %,d is corrupt".formatted(position));
    }
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
