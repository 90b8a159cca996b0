package org.medley.jobs.lake;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local file system, but permissions are set by Java instead of by a {@code chmod} process
 * for every new file: a night writes hundreds, and each process costs more than the file.
 *
 * <p>Used where {@code spark.hadoop.fs.file.impl} names it. Where Java knows no such permissions
 * (Windows, the sticky bit) Hadoop's own way is taken.
 */
public final class LocalFiles extends LocalFileSystem {
  /** As Hadoop makes it, by reflection. */
  public LocalFiles() {
    super(new Raw());
  }

  private static final class Raw extends RawLocalFileSystem {
    private static final boolean POSIX =
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
      if (permission.getStickyBit() || !POSIX) {
        super.setPermission(path, permission);
        return;
      }
      Set<PosixFilePermission> bits =
          PosixFilePermissions.fromString(
              permission.getUserAction().SYMBOL
                  + permission.getGroupAction().SYMBOL
                  + permission.getOtherAction().SYMBOL);
      Files.setPosixFilePermissions(pathToFile(path).toPath(), bits);
    }
  }
}
