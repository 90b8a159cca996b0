package org.medley.jobs.night;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.SourceSettings;

/**
 * What the path of a source stands for, on any file system that Hadoop knows.
 *
 * @param files the file system
 * @param base the folder that names are relative to
 * @param roots files and folders that the path names, none within another; empty: nothing is there
 */
record Place(FileSystem files, Path base, List<Path> roots) {
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[{]");

  /**
   * The place of {@code source}. Its path is a file or folder or, where there is none of that name,
   * a glob in Hadoop's sense.
   *
   * @throws MedleyException with exit code 69 if no file system for its scheme is installed
   */
  static Place of(SourceSettings source, Configuration hadoop) throws IOException {
    Path path = new Path(source.path());
    FileSystem files = fileSystem(source, path, hadoop);
    if (files.exists(path)) {
      FileStatus status = files.getFileStatus(path);
      Path base = status.isDirectory() ? status.getPath() : status.getPath().getParent();
      return new Place(files, base, List.of(status.getPath()));
    }
    Path base = files.makeQualified(path).getParent();
    while (base != null && WILDCARD.matcher(base.toUri().getPath()).find()) {
      base = base.getParent();
    }
    FileStatus[] matched = files.globStatus(path);
    List<Path> roots = new ArrayList<>();
    if (matched != null) {
      Arrays.stream(matched).map(FileStatus::getPath).sorted().forEach(roots::add);
    }
    return new Place(files, base, roots);
  }

  private static FileSystem fileSystem(SourceSettings source, Path path, Configuration hadoop)
      throws IOException {
    try {
      return path.getFileSystem(hadoop);
    } catch (UnsupportedFileSystemException | NoClassDefFoundError e) {
      throw unsupported(source, path, e);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof ClassNotFoundException) {
        throw unsupported(source, path, e);
      }
      throw new IOException(e.getMessage(), e);
    }
  }

  private static MedleyException unsupported(SourceSettings source, Path path, Throwable cause) {
    String scheme = path.toUri().getScheme();
    return new MedleyException(
        ExitCode.UNSUPPORTED,
        "source '" + source.name() + "': no file system for " + scheme + ": is installed",
        "put the library of that file system on the class path (for s3a: hadoop-aws of Spark's"
            + " Hadoop version), or use another path",
        cause);
  }
}
