package org.medley.jobs.lake;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.VersionChecksum;
import org.apache.spark.sql.delta.actions.AddFile;
import scala.Option;
import scala.collection.immutable.ArraySeq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One version of a Delta table, whose files are known.
 *
 * <p>Decision: Delta's time travel ({@code versionAsOf}) asks for the files of a version by a Spark
 * job each time that a query is planned, which took more than a third of a small night. A version
 * never changes, so its files are asked for once and kept; what Delta reads with a fixed list of
 * files for its own commands, deletion vectors included, reads it here.
 */
final class PinnedTable {
  private static final int KEPT = 64;
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, AddFile[]> KNOWN =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, AddFile[]> eldest) {
          return size() > KEPT;
        }
      };

  private final org.apache.spark.sql.classic.SparkSession spark;
  private final DeltaLog log;
  private final Snapshot snapshot;
  private final AddFile[] files;

  private PinnedTable(
      org.apache.spark.sql.classic.SparkSession spark,
      DeltaLog log,
      Snapshot snapshot,
      AddFile[] files) {
    this.spark = spark;
    this.log = log;
    this.snapshot = snapshot;
    this.files = files;
  }

  /** Version {@code version} of the table at {@code path}. */
  static PinnedTable of(SparkSession spark, String path, long version) {
    var session = (org.apache.spark.sql.classic.SparkSession) spark;
    return active(
        session,
        () -> {
          DeltaLog log = DeltaLog.forTable(spark, path);
          Snapshot snapshot = log.getSnapshotAt(version, Option.empty(), Option.empty(), false);
          return new PinnedTable(session, log, snapshot, files(snapshot));
        });
  }

  /** A copy of a lake has the same identity, so that the place counts too. */
  private static AddFile[] files(Snapshot snapshot) {
    String key = snapshot.path() + " " + snapshot.metadata().id() + " " + snapshot.version();
    synchronized (KNOWN) {
      return KNOWN.computeIfAbsent(key, absent -> stated(snapshot));
    }
  }

  /** The checksum of a version lists its files where they are few: no Spark job then either. */
  private static AddFile[] stated(Snapshot snapshot) {
    return snapshot
        .checksumOpt()
        .flatMap(VersionChecksum::allFiles)
        .map(files -> CollectionConverters.asJava(files).toArray(AddFile[]::new))
        .getOrElse(() -> (AddFile[]) snapshot.allFiles().collect());
  }

  /** All rows. */
  Dataset<Row> rows() {
    return rows(files);
  }

  /** The rows of files that may hold one whose {@code column}, a whole number, is in a range. */
  Dataset<Row> holding(String column, Range range) {
    return rows(
        Arrays.stream(files).filter(file -> mayHold(file, column, range)).toArray(AddFile[]::new));
  }

  /** The rows of files that {@code other} does not have, or has with other rows removed. */
  Dataset<Row> without(PinnedTable other) {
    Set<String> shared = Arrays.stream(other.files).map(PinnedTable::identity).collect(toSet());
    return rows(
        Arrays.stream(files)
            .filter(file -> !shared.contains(identity(file)))
            .toArray(AddFile[]::new));
  }

  private static String identity(AddFile file) {
    String removed = file.deletionVector() == null ? "" : file.deletionVector().uniqueId();
    return file.path() + " " + removed;
  }

  /** Whether there may be a wanted number between two, both within. */
  @FunctionalInterface
  interface Range {
    boolean meets(long least, long most);
  }

  private Dataset<Row> rows(AddFile[] some) {
    return active(
        spark,
        () -> log.createDataFrame(snapshot, ArraySeq.unsafeWrapArray(some), false, Option.empty()));
  }

  private static boolean mayHold(AddFile file, String column, Range range) {
    try {
      JsonNode statistics = file.stats() == null ? JSON.nullNode() : JSON.readTree(file.stats());
      JsonNode least = statistics.path("minValues").path(column);
      JsonNode most = statistics.path("maxValues").path(column);
      boolean known = least.isIntegralNumber() && most.isIntegralNumber();
      return !known || range.meets(least.asLong(), most.asLong());
    } catch (JsonProcessingException e) {
      return true;
    }
  }

  /** Delta takes the session from the thread. */
  private static <T> T active(org.apache.spark.sql.classic.SparkSession session, Supplier<T> work) {
    return session.withActive(work::get);
  }
}
