package org.medley.jobs.source;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/**
 * One input file as the pull saw it.
 *
 * @param name path below the folder of the source
 * @param uri where to read it, with escapes as a URI has them
 * @param bytes size
 * @param digest SHA-256 in hexadecimal
 */
public record SourceFile(String name, String uri, long bytes, String digest)
    implements Serializable {
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");

  /**
   * The file that a person names by its path, or by its address such as {@code s3a://bucket/file},
   * without a digest.
   *
   * @throws MedleyException with exit code 66 if it is not there, 74 if it cannot be reached
   */
  public static SourceFile named(String name, Configuration configuration) {
    try {
      return ADDRESS.matcher(name).matches() ? remote(name, configuration) : local(name);
    } catch (FileNotFoundException e) {
      throw missing(name);
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.INPUT_OUTPUT,
          "the file %s cannot be read".formatted(name),
          "check that it may be read, and start the command again",
          e);
    }
  }

  private static SourceFile remote(String name, Configuration configuration) throws IOException {
    Path path = new Path(name);
    FileStatus status = path.getFileSystem(configuration).getFileStatus(path);
    if (!status.isFile()) {
      throw missing(name);
    }
    return new SourceFile(name, path.toUri().toString(), status.getLen(), "");
  }

  private static SourceFile local(String name) throws IOException {
    java.nio.file.Path file = java.nio.file.Path.of(name);
    if (!Files.isRegularFile(file)) {
      throw missing(name);
    }
    return new SourceFile(name, file.toAbsolutePath().toUri().toString(), Files.size(file), "");
  }

  private static MedleyException missing(String name) {
    return new MedleyException(
        ExitCode.INPUT_MISSING,
        "there is no file %s".formatted(name),
        "check the name, and start the command again");
  }

  /** Where to read it. */
  public Path path() {
    return new Path(URI.create(uri));
  }
}
