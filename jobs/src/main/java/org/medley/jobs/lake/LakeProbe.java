package org.medley.jobs.lake;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/** Whether a local lake's file system can do what {@link HardLinkLogStore} relies on. */
public final class LakeProbe {
  private LakeProbe() {}

  /**
   * Tries in {@code lake}, which is made if it does not exist, what a commit does: write and sync a
   * file, link it, be refused a second link of the same name, sync the directory. Leaves nothing
   * behind.
   *
   * @throws MedleyException with exit code 73 if the lake cannot be made or written, 69 if its file
   *     system lacks hard links or synchronisation
   */
  public static void probe(Path lake) {
    String id = UUID.randomUUID().toString();
    Path file = lake.resolve(".probe." + id + ".tmp");
    Path link = lake.resolve(".probe." + id);
    try {
      create(lake, file);
      try {
        commit(file, link);
      } finally {
        Files.deleteIfExists(link);
        Files.deleteIfExists(file);
      }
    } catch (IOException | UnsupportedOperationException e) {
      throw unsupported(lake, e);
    }
  }

  private static void create(Path lake, Path file) {
    try {
      Files.createDirectories(lake);
      Files.createFile(file);
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.CANNOT_WRITE,
          "the lake %s cannot be written (%s)".formatted(lake, e.getClass().getSimpleName()),
          "give this user the right to write there, or name another place with --lake",
          e);
    }
  }

  private static void commit(Path file, Path link) throws IOException {
    HardLinkLogStore.sync(file);
    Files.createLink(link, file);
    if (!Files.isSameFile(file, link)) {
      throw new IOException("a hard link is a copy");
    }
    try {
      Files.createLink(link, file);
      throw new IOException("a hard link replaces an existing file");
    } catch (FileAlreadyExistsException e) {
      HardLinkLogStore.sync(link.getParent());
    }
  }

  private static MedleyException unsupported(Path lake, Exception cause) {
    return new MedleyException(
        ExitCode.UNSUPPORTED,
        "the file system of the lake %s cannot publish a commit safely (%s)"
            .formatted(lake, cause.getMessage()),
        "put the lake on a local file system with hard links and fsync (ext4, xfs, btrfs, apfs),"
            + " not on FAT, a network share or a mounted object store",
        cause);
  }
}
