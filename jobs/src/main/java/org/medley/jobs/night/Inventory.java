package org.medley.jobs.night;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.SourceSettings;

/** The pull: which files a source holds tonight, with their digests. Files are read in place. */
public final class Inventory {
  private static final String DELTA_LOG = "_delta_log";

  private final List<SourceFile> files;
  private final KnownFiles known;

  private Inventory(List<SourceFile> files, KnownFiles known) {
    this.files = List.copyOf(files);
    this.known = known;
  }

  /** The files, by name. */
  public List<SourceFile> files() {
    return files;
  }

  /** What the next night need not read again. */
  public KnownFiles known() {
    return known;
  }

  /**
   * The files of {@code source} whose name {@code reads} accepts, by name. Hidden files and those
   * below hidden folders are passed over, but for the logs of Delta tables, which say what their
   * rows are. Names are relative to the folder of the source or, where its path is a glob, to the
   * part before the first wildcard. Digests that are not {@code known} are taken by one job.
   *
   * @throws MedleyException with exit code 66 if there is none, 69 if the path's scheme is not
   *     supported, 74 if one cannot be read
   */
  public static Inventory of(
      SparkSession spark,
      SourceSettings source,
      Predicate<String> reads,
      KnownFiles known,
      Clock clock) {
    long now = clock.millis();
    Map<String, FileStatus> found = list(source, reads, spark.sessionState().newHadoopConf());
    try {
      return of(spark, found, known, now);
    } catch (IOException e) {
      throw unreadable(source, e);
    }
  }

  /** The same files without their digests. */
  public static Map<String, FileStatus> list(
      SourceSettings source, Predicate<String> reads, Configuration hadoop) {
    try {
      Place place = Place.of(source, hadoop);
      if (place.roots().isEmpty()) {
        throw missing(source, "is not there");
      }
      Map<String, FileStatus> found = new TreeMap<>();
      for (Path root : place.roots()) {
        RemoteIterator<LocatedFileStatus> all = place.files().listFiles(root, true);
        while (all.hasNext()) {
          FileStatus file = all.next();
          String name = place.base().toUri().relativize(file.getPath().toUri()).getPath();
          if (!hidden(name) && reads.test(name)) {
            found.put(name, file);
          }
        }
      }
      if (found.isEmpty()) {
        throw missing(source, "holds no file of kind " + source.kind());
      }
      return found;
    } catch (IOException e) {
      throw unreadable(source, e);
    }
  }

  private static Inventory of(
      SparkSession spark, Map<String, FileStatus> found, KnownFiles known, long now)
      throws IOException {
    Map<String, String> digests = new HashMap<>();
    List<String> unknown = new ArrayList<>();
    for (FileStatus file : found.values()) {
      String uri = uri(file);
      Optional<String> digest = known.digest(file);
      digest.ifPresentOrElse(value -> digests.put(uri, value), () -> unknown.add(uri));
    }
    digests.putAll(FileDigests.of(spark, unknown));
    List<SourceFile> files = new ArrayList<>();
    Map<String, KnownFiles.Entry> entries = new HashMap<>();
    found.forEach(
        (name, file) -> {
          String uri = uri(file);
          files.add(new SourceFile(name, uri, file.getLen(), digests.get(uri)));
          if (KnownFiles.isSettled(file, now)) {
            entries.put(
                uri,
                new KnownFiles.Entry(file.getLen(), file.getModificationTime(), digests.get(uri)));
          }
        });
    return new Inventory(files, new KnownFiles(entries));
  }

  private static String uri(FileStatus file) {
    return file.getPath().toUri().toString();
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

  private static MedleyException unreadable(SourceSettings source, IOException e) {
    return new MedleyException(
        ExitCode.INPUT_OUTPUT,
        "source '" + source.name() + "' cannot be read at " + source.path(),
        "check that the path is readable: " + e.getMessage(),
        e);
  }
}
