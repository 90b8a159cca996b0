package org.medley.jobs.night;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.medley.jobs.control.Json;
import org.medley.jobs.lake.Lake;

/**
 * The digests of files as they were taken on earlier nights. A file that still has its size and its
 * time of change is not read again for its digest; one that changed within the last moments before
 * its digest was taken is not known, since it may change once more at the same time.
 *
 * @param byUri what is known of each file
 */
public record KnownFiles(Map<String, Entry> byUri) {
  /** Nothing. */
  public static final KnownFiles NONE = new KnownFiles(Map.of());

  private static final long SETTLED_MILLIS = 3_000;

  /**
   * One file.
   *
   * @param bytes size
   * @param modified when it was changed last, in milliseconds since 1970
   * @param digest SHA-256 in hexadecimal
   */
  public record Entry(long bytes, long modified, String digest) {}

  /** Copies the map. */
  public KnownFiles {
    byUri = new TreeMap<>(byUri);
  }

  /** What {@code lake} knows of the files of {@code source}. */
  public static KnownFiles of(Lake lake, String source) {
    return lake.hasText(path(source))
        ? Json.read(lake.readText(path(source)), KnownFiles.class)
        : NONE;
  }

  /** Writes them where {@link #of} finds them. */
  public void keep(Lake lake, String source) {
    lake.writeText(path(source), Json.write(this));
  }

  private static String path(String source) {
    return "ops/inventory/" + source + ".json";
  }

  /** The digest of {@code file}; empty: it has to be read. */
  Optional<String> digest(FileStatus file) {
    return Optional.ofNullable(byUri.get(file.getPath().toUri().toString()))
        .filter(known -> known.bytes() == file.getLen())
        .filter(known -> known.modified() == file.getModificationTime())
        .map(Entry::digest);
  }

  /** Whether the {@code digest} of {@code file} that was begun at {@code now} can be relied on. */
  static boolean isSettled(FileStatus file, long now) {
    long modified = file.getModificationTime();
    return modified > 0 && modified < now - SETTLED_MILLIS;
  }
}
