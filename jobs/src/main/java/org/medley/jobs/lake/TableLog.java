package org.medley.jobs.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What the log of a Delta table says of its newest version, read without Spark (Delta transaction
 * log protocol, "Action Reconciliation"): for commands that must answer before a session could
 * start. Classic checkpoints only, which are what Medley's tables have.
 */
public final class TableLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, DataFile> files = new LinkedHashMap<>();
  private Protocol protocol = new Protocol(1, 1, Set.of());
  private long version = -1;

  /** The log of a table of which nothing was read yet. */
  public TableLog() {}

  /**
   * What reading and writing the table needs.
   *
   * @param reader least version of readers
   * @param writer least version of writers
   * @param features names of the table features of both
   */
  public record Protocol(int reader, int writer, Set<String> features) {}

  /**
   * A live file.
   *
   * @param path as the log has it: below the table, with escapes as a URI has them
   * @param partition values of the partition columns, as text
   * @param deletions name of the deletion vector that marks some of its rows as removed, so that
   *     the file alone says too much; empty: none
   * @param size in bytes
   */
  public record DataFile(String path, Map<String, String> partition, String deletions, long size) {}

  /**
   * The log of the table at {@code table}; empty if there is no such table.
   *
   * @throws IOException if a file cannot be read, or a version is missing between others
   */
  public static Optional<TableLog> read(String table, Configuration hadoop) throws IOException {
    Path folder = new Path(table, "_delta_log");
    FileSystem system = folder.getFileSystem(hadoop);
    LogNames names = new LogNames(Long.MAX_VALUE);
    try {
      for (FileStatus file : system.listStatus(folder)) {
        names.add(file.getPath().getName());
      }
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
    TableLog log = new TableLog();
    Optional<Map.Entry<Long, Collection<String>>> checkpoint = names.checkpoint();
    if (checkpoint.isPresent()) {
      List<Path> files =
          checkpoint.get().getValue().stream().map(name -> new Path(folder, name)).toList();
      LogCheckpoints.read(files, hadoop, log);
      log.startedAt(checkpoint.get().getKey());
    }
    for (Map.Entry<Long, String> commit : names.commitsAfter(log.version).entrySet()) {
      log.next(commit.getKey());
      log.replay(system, new Path(folder, commit.getValue()));
    }
    return log.version < 0 ? Optional.empty() : Optional.of(log);
  }

  /** Notes that what was replayed is the checkpoint of {@code checkpoint}. */
  public void startedAt(long checkpoint) {
    version = checkpoint;
  }

  /**
   * Notes that {@code commit} comes next.
   *
   * @throws IOException if a version is missing before it
   */
  public void next(long commit) throws IOException {
    if (commit != version + 1) {
      throw new IOException("version %d of a Delta log is missing".formatted(version + 1));
    }
    version = commit;
  }

  /** The newest version. */
  public long version() {
    return version;
  }

  /** What reading and writing the table needs. */
  public Protocol protocol() {
    return protocol;
  }

  /** The files that hold its rows. */
  public Collection<DataFile> files() {
    return files.values();
  }

  void needs(Protocol needed) {
    protocol = needed;
  }

  void add(DataFile file) {
    files.put(file.path() + " " + file.deletions(), file);
  }

  private void replay(FileSystem system, Path commit) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(system.open(commit), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        replay(JSON.readTree(line));
      }
    }
  }

  /** Takes in {@code action} of a commit. */
  public void replay(JsonNode action) {
    if (action.has("protocol")) {
      JsonNode stated = action.get("protocol");
      Set<String> features = new TreeSet<>();
      stated.path("readerFeatures").forEach(feature -> features.add(feature.asText()));
      stated.path("writerFeatures").forEach(feature -> features.add(feature.asText()));
      needs(
          new Protocol(
              stated.path("minReaderVersion").asInt(),
              stated.path("minWriterVersion").asInt(),
              features));
    } else if (action.has("add")) {
      JsonNode added = action.get("add");
      Map<String, String> partition = new TreeMap<>();
      added
          .path("partitionValues")
          .properties()
          .forEach(value -> partition.put(value.getKey(), value.getValue().asText()));
      add(
          new DataFile(
              added.path("path").asText(),
              partition,
              deletions(added),
              added.path("size").asLong()));
    } else if (action.has("remove")) {
      JsonNode removed = action.get("remove");
      files.remove(removed.path("path").asText() + " " + deletions(removed));
    }
  }

  private static String deletions(JsonNode file) {
    JsonNode vector = file.path("deletionVector");
    return vector.isObject()
        ? vector.path("pathOrInlineDv").asText() + "@" + vector.path("offset").asInt()
        : "";
  }
}
