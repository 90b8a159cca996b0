package org.medley.jobs.lake;

import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Set;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/** Says where a lake lies and whether it can be written, before anything is computed. */
public final class LakeAccess {
  private static final Set<String> PUT_IF_ABSENT = Set.of("hdfs", "abfs", "abfss");

  private LakeAccess() {}

  /**
   * The root of the lake that the user calls {@code lake}: an absolute path or a URI, without a
   * trailing slash.
   */
  public static String root(String lake) {
    String root =
        isLocal(lake) ? new org.apache.hadoop.fs.Path(local(lake).toUri()).toString() : lake;
    return root.replaceAll("/+$", "");
  }

  /** Whether the lake lies on this machine's file system. */
  public static boolean isLocal(String lake) {
    return !lake.contains("://") || lake.startsWith("file:");
  }

  /** The folder of a local lake. */
  public static Path local(String lake) {
    Path path = lake.startsWith("file:") ? Paths.get(URI.create(lake)) : Paths.get(lake);
    return path.toAbsolutePath().normalize();
  }

  /**
   * Checks that the lake can be written and that its commits are safe between processes; creates a
   * local folder.
   *
   * @throws MedleyException with exit code 69 where commits would not be safe, 73 or 77 where the
   *     lake cannot be written
   */
  public static void prepare(String lake) {
    if (isLocal(lake)) {
      Path folder = local(lake);
      requireWritable(folder);
      LakeProbe.probe(folder);
    } else if (!PUT_IF_ABSENT.contains(URI.create(lake).getScheme())) {
      throw new MedleyException(
          ExitCode.UNSUPPORTED,
          "a lake at " + lake + " has no store that publishes a commit only if it is absent",
          "use a file: or hdfs: lake, or an object store with conditional writes");
    }
  }

  /**
   * Tries to write in {@code folder}, which is made if it does not exist. Leaves nothing behind.
   *
   * @throws MedleyException with exit code 77 where that is forbidden, 73 where it fails otherwise
   */
  public static void requireWritable(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".probe", ""));
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static MedleyException unwritable(Path folder, IOException e) {
    boolean forbidden =
        e instanceof AccessDeniedException
            || (e instanceof FileSystemException f
                && f.getReason() != null
                && f.getReason().contains("Read-only"));
    return new MedleyException(
        forbidden ? ExitCode.PERMISSION : ExitCode.CANNOT_WRITE,
        "the lake at " + folder + " cannot be written (" + e.getClass().getSimpleName() + ")",
        "choose another place with --lake, or mend the permissions and the space of that folder",
        e);
  }
}
