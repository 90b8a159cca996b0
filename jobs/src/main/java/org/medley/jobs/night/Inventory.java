package org.medley.jobs.night;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.SourceSettings;

/** The pull: which files a source holds tonight, with their digests. Files are read in place. */
public final class Inventory {
  private static final String DELTA_LOG = "_delta_log";

  private Inventory() {}

  /**
   * The files of {@code source} whose name {@code reads} accepts, by name. Hidden files and those
   * below hidden folders are passed over, but for the logs of Delta tables, which say what their
   * rows are. Names are relative to the folder of the source or, where its path is a glob, to the
   * part before the first wildcard.
   *
   * @throws MedleyException with exit code 66 if there is none, 69 if the path's scheme is not
   *     supported, 74 if one cannot be read
   */
  public static List<SourceFile> of(
      SourceSettings source, Predicate<String> reads, Configuration hadoop) {
    try {
      Place place = Place.of(source, hadoop);
      if (place.roots().isEmpty()) {
        throw missing(source, "is not there");
      }
      List<SourceFile> found = new ArrayList<>();
      for (Path root : place.roots()) {
        RemoteIterator<LocatedFileStatus> all = place.files().listFiles(root, true);
        while (all.hasNext()) {
          FileStatus file = all.next();
          String name = place.base().toUri().relativize(file.getPath().toUri()).getPath();
          if (!hidden(name) && reads.test(name)) {
            found.add(
                new SourceFile(
                    name,
                    file.getPath().toString(),
                    file.getLen(),
                    digest(place.files(), file.getPath())));
          }
        }
      }
      if (found.isEmpty()) {
        throw missing(source, "holds no file of kind " + source.kind());
      }
      found.sort(Comparator.comparing(SourceFile::name));
      return found;
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.INPUT_OUTPUT,
          "source '" + source.name() + "' cannot be read at " + source.path(),
          "check that the path is readable: " + e.getMessage(),
          e);
    }
  }

  private static boolean hidden(String name) {
    for (String part : name.split("/")) {
      if (part.startsWith(".") || (part.startsWith("_") && !part.equals(DELTA_LOG))) {
        return true;
      }
    }
    return false;
  }

  private static MedleyException missing(SourceSettings source, String what) {
    return new MedleyException(
        ExitCode.INPUT_MISSING,
        "source '" + source.name() + "': " + source.path() + " " + what,
        "put the extract there, or correct sources." + source.name() + ".path in site.yaml");
  }

  private static String digest(FileSystem files, Path path) throws IOException {
    MessageDigest digest = Digests.sha256();
    try (InputStream in = new DigestInputStream(files.open(path), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return Digests.hex(digest.digest());
  }
}
