package org.medley.jobs.source;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes BGZF. */
public final class Blocks {
  private Blocks() {}

  /** {@code content} in blocks of up to {@code most} bytes, some of them empty. */
  public static byte[] pack(byte[] content, int most, Random random) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < content.length; ) {
      int bytes = Math.min(random.nextInt(most + 1), content.length - at);
      out.writeBytes(block(content, at, bytes));
      at += bytes;
    }
    out.writeBytes(block(content, 0, 0));
    return out.toByteArray();
  }

  private static byte[] block(byte[] content, int from, int bytes) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    deflater.setInput(content, from, bytes);
    deflater.finish();
    byte[] packed = new byte[bytes + 100];
    int length = deflater.deflate(packed);
    deflater.end();
    CRC32 checksum = new CRC32();
    checksum.update(content, from, bytes);
    ByteBuffer block = ByteBuffer.allocate(length + 26).order(ByteOrder.LITTLE_ENDIAN);
    block.putInt(0x04088b1f).putInt(0).putShort((short) 0xff00).putShort((short) 6);
    block.putInt(0x00024342).putShort((short) (length + 25));
    block.put(packed, 0, length).putInt((int) checksum.getValue()).putInt(bytes);
    return block.array();
  }
}
