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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern COMMIT = Pattern.compile("(\\d{20})\\.json");

  private final Map<String, DataFile> files = new LinkedHashMap<>();
  private Protocol protocol = new Protocol(1, 1, Set.of());
  private long version = -1;

  private TableLog() {}

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
   */
  public record DataFile(String path, Map<String, String> partition) {}

  /**
   * The log of the table at {@code table}; empty if there is no such table.
   *
   * @throws IOException if a file cannot be read, or a version is missing between others
   */
  public static Optional<TableLog> read(String table, Configuration hadoop) throws IOException {
    Path folder = new Path(table, "_delta_log");
    FileSystem system = folder.getFileSystem(hadoop);
    TreeMap<Long, Path> commits = new TreeMap<>();
    LogCheckpoints checkpoints = new LogCheckpoints();
    try {
      for (FileStatus file : system.listStatus(folder)) {
        Matcher commit = COMMIT.matcher(file.getPath().getName());
        if (commit.matches()) {
          commits.put(Long.parseLong(commit.group(1)), file.getPath());
        } else {
          checkpoints.add(file.getPath());
        }
      }
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
    TableLog log = new TableLog();
    Optional<Map.Entry<Long, Collection<Path>>> checkpoint = checkpoints.newest();
    if (checkpoint.isPresent()) {
      LogCheckpoints.read(checkpoint.get().getValue(), hadoop, log);
      log.version = checkpoint.get().getKey();
    }
    for (Map.Entry<Long, Path> commit : commits.tailMap(log.version, false).entrySet()) {
      if (commit.getKey() != log.version + 1) {
        throw new IOException("version %d of %s is missing".formatted(log.version + 1, table));
      }
      log.replay(system, commit.getValue());
      log.version = commit.getKey();
    }
    return log.version < 0 ? Optional.empty() : Optional.of(log);
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
    files.put(file.path(), file);
  }

  private void replay(FileSystem system, Path commit) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(system.open(commit), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        replay(JSON.readTree(line));
      }
    }
  }

  private void replay(JsonNode action) {
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
      add(new DataFile(added.path("path").asText(), partition));
    } else if (action.has("remove")) {
      files.remove(action.get("remove").path("path").asText());
    }
  }
}
