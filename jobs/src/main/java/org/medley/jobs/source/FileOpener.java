package org.medley.jobs.source;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/**
 * Opens input files, unpacking gzip (several members and BGZF too). A file counts as gzip by its
 * first bytes; one that only its name calls so is refused. A BGZF file must end with the empty
 * block that marks its end (SAM/BAM specification, section 4.1.2), since a file that was cut
 * between two blocks shows in no other way.
 */
final class FileOpener {
  private static final int BUFFER = 1 << 16;
  private static final int[] BGZF_END = {
    0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 0xff, 6, 0, 0x42, 0x43, 2, 0, 0x1b, 0, 3, 0, 0, 0, 0, 0, 0, 0,
    0, 0
  };

  private FileOpener() {}

  /**
   * Whether {@code file} is gzip.
   *
   * @throws MedleyException with exit code 74 if the file cannot be read
   * @throws IOException if only its name says so
   */
  static boolean isPacked(SourceFile file, Configuration configuration) throws IOException {
    try (InputStream in = open(file, configuration)) {
      return !(in instanceof Plain);
    }
  }

  /**
   * Whether {@code file} is BGZF.
   *
   * @throws MedleyException with exit code 74 if the file cannot be read
   */
  static boolean isBlocked(SourceFile file, Configuration configuration) {
    byte[] start = new byte[BlockHeader.BYTES];
    try (InputStream in = open(file, 0, configuration)) {
      return in.readNBytes(start, 0, start.length) == start.length
          && BlockHeader.blockBytes(start, 0) > 0;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * The stored bytes of {@code file} from {@code position} on.
   *
   * @throws MedleyException with exit code 74, here or when reading, if the file cannot be read, or
   *     has another size than it had
   */
  static InputStream open(SourceFile file, long position, Configuration configuration) {
    try {
      Path path = file.path();
      FileSystem system = path.getFileSystem(configuration);
      checkSize(file, system.getFileStatus(path).getLen());
      FSDataInputStream in = system.open(path);
      in.seek(position);
      return new Plain(file, in);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * The unpacked bytes of {@code file}. What the stream throws as an {@link IOException} means that
   * the content is corrupt.
   *
   * @throws MedleyException with exit code 74, here or when reading, if the file cannot be read, or
   *     has another size than it had
   * @throws IOException if the file is not whole
   */
  static InputStream open(SourceFile file, Configuration configuration) throws IOException {
    FSDataInputStream in = null;
    try {
      Path path = file.path();
      FileSystem system = path.getFileSystem(configuration);
      long bytes = system.getFileStatus(path).getLen();
      checkSize(file, bytes);
      in = system.open(path);
      int[] start = read(in, 0, (int) Math.min(18, bytes));
      boolean gzip = start.length >= 2 && start[0] == 0x1f && start[1] == 0x8b;
      boolean cut = gzip && isBlocked(start) && !endsWithEmptyBlock(in, bytes);
      return unpacked(file, gzip, cut, new Plain(file, in));
    } catch (CorruptException e) {
      in.close();
      throw e;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** A file is read more than once, and must say the same each time. */
  private static void checkSize(SourceFile file, long bytes) {
    if (bytes != file.bytes()) {
      throw new MedleyException(
          ExitCode.INPUT_OUTPUT,
          "the file %s has changed since it was listed: it had %,d bytes and has %,d"
              .formatted(file.name(), file.bytes(), bytes),
          "wait until it is written whole, then start the command again");
    }
  }

  private static InputStream unpacked(SourceFile file, boolean gzip, boolean cut, InputStream in)
      throws CorruptException {
    if (cut) {
      throw new CorruptException("the last block is missing");
    }
    if (!gzip) {
      if (file.name().endsWith(".gz")) {
        throw new CorruptException("it is not a gzip file");
      }
      return in;
    }
    try {
      return GzipCompressorInputStream.builder()
          .setInputStream(in)
          .setDecompressConcatenated(true)
          .get();
    } catch (IOException e) {
      throw new CorruptException(e.getMessage());
    }
  }

  private static boolean isBlocked(int[] start) {
    return start.length == 18 && start[3] == 4 && start[12] == 'B' && start[13] == 'C';
  }

  private static boolean endsWithEmptyBlock(FSDataInputStream in, long bytes) throws IOException {
    return bytes >= BGZF_END.length
        && Arrays.equals(BGZF_END, read(in, bytes - BGZF_END.length, BGZF_END.length));
  }

  private static int[] read(FSDataInputStream in, long position, int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(position, bytes);
    int[] unsigned = new int[length];
    for (int i = 0; i < length; i++) {
      unsigned[i] = bytes[i] & 0xff;
    }
    return unsigned;
  }

  private static MedleyException unreadable(SourceFile file, IOException e) {
    return new MedleyException(
        ExitCode.INPUT_OUTPUT,
        "the file %s cannot be read (%s)".formatted(file.name(), e.getMessage()),
        "check that it exists and may be read, then start the command again",
        e);
  }

  /** The content of a file is not whole. */
  private static final class CorruptException extends IOException {
    private static final long serialVersionUID = 1L;

    CorruptException(String message) {
      super(message);
    }
  }

  /** The bytes as stored; failing to get them is not the content's fault. */
  private static final class Plain extends FilterInputStream {
    private final SourceFile file;

    Plain(SourceFile file, InputStream in) {
      super(new BufferedInputStream(in, BUFFER));
      this.file = file;
    }

    @Override
    public int read() {
      try {
        return super.read();
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }

    @Override
    public int read(byte[] into, int from, int length) {
      try {
        return super.read(into, from, length);
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }
  }
}
