package org.medley.jobs.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.medley.jobs.settings.decision.Access.Readers;

/**
 * A folder of pages on persons. A page may be read by its owner alone ({@code rw-------}) or by the
 * group too ({@code rw-r-----}); never by others. Where the file system knows no such permissions
 * (Windows), its own rules hold.
 *
 * @param folder made where it is missing, {@code rwx------} or {@code rwxr-x---}
 */
record PersonPages(Path folder) {
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_EXECUTE);

  /** Writes or replaces a page. */
  void write(String name, String page, Readers readers) throws IOException {
    boolean group = readers == Readers.GROUP;
    Files.createDirectories(folder, permissions(group ? "rwxr-x---" : "rwx------"));
    Path file = folder.resolve(name);
    Files.deleteIfExists(file);
    try (var channel =
        Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            permissions(group ? "rw-r-----" : "rw-------"))) {
      var bytes = StandardCharsets.UTF_8.encode(page);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  /** Whether people outside the group can list the folder: names of pages hold identifiers. */
  boolean open() throws IOException {
    return isPosix()
        && Files.isDirectory(folder)
        && Files.getPosixFilePermissions(folder).stream().anyMatch(OTHERS::contains);
  }

  private boolean isPosix() {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private FileAttribute<?>[] permissions(String text) {
    return isPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))
        }
        : new FileAttribute<?>[0];
  }
}
