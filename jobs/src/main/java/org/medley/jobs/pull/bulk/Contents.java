package org.medley.jobs.pull.bulk;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What a downloaded file holds, by reading it once.
 *
 * @param bytes size as it lies there
 * @param sha256 digest of these bytes
 * @param lines lines that are not blank, of the text
 * @param gzip whether it is compressed, by its first bytes: names and headers are not reliable
 */
record Contents(long bytes, String sha256, long lines, boolean gzip) {
  private static final int BUFFER = 1 << 16;
  private static final int MAGIC_1 = 0x1f;
  private static final int MAGIC_2 = 0x8b;

  /**
   * That of {@code file}.
   *
   * @throws IOException if it cannot be read, or is a broken gzip
   */
  static Contents of(Path file) throws IOException {
    boolean gzip = isGzip(file);
    MessageDigest digest = DigestUtils.getSha256Digest();
    long lines;
    try (InputStream raw =
        new DigestInputStream(new BufferedInputStream(Files.newInputStream(file)), digest)) {
      lines = lines(gzip ? new GZIPInputStream(raw, BUFFER) : raw);
      raw.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return new Contents(Files.size(file), HexFormat.of().formatHex(digest.digest()), lines, gzip);
  }

  /** Whether {@code file} begins as gzip does. */
  static boolean isGzip(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == MAGIC_1 && in.read() == MAGIC_2;
    }
  }

  private static long lines(InputStream text) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long lines = 0;
    boolean blank = true;
    for (int read = text.read(buffer); read >= 0; read = text.read(buffer)) {
      for (int i = 0; i < read; i++) {
        if (buffer[i] == '\n') {
          lines += blank ? 0 : 1;
          blank = true;
        } else if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
          blank = false;
        }
      }
    }
    return blank ? lines : lines + 1;
  }
}
