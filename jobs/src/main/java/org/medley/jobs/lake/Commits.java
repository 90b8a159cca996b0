package org.medley.jobs.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The commits of one Delta table, as its log tells them (Delta transaction log protocol, "Commit
 * Provenance Information"). Each is one small file, read here on the driver: Delta's own history is
 * a Spark job, of which a night would run dozens.
 */
final class Commits {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path log;
  private final Configuration hadoop;

  /** The commits of the table at {@code table}. */
  Commits(String table, Configuration hadoop) {
    this.log = new Path(table, "_delta_log");
    this.hadoop = hadoop;
  }

  /**
   * One commit.
   *
   * @param version the version that it made
   * @param mark what its writer said of it; empty: nothing
   * @param added rows that it added
   * @param removed rows that it removed; 0 where it replaced whole files
   * @param replaced whether what was there before is gone
   */
  record Commit(long version, String mark, long added, long removed, boolean replaced) {}

  /** The commit that made {@code version}; empty if the log does not keep it any more. */
  Optional<Commit> of(long version) {
    Path file = new Path(log, "%020d.json".formatted(version));
    try {
      FileSystem files = file.getFileSystem(hadoop);
      if (!files.exists(file)) {
        return Optional.empty();
      }
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(files.open(file), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          JsonNode info = JSON.readTree(line).path("commitInfo");
          if (info.isObject()) {
            return Optional.of(commit(version, info));
          }
        }
      }
      return Optional.of(new Commit(version, "", 0, 0, false));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Commit commit(long version, JsonNode info) {
    JsonNode metrics = info.path("operationMetrics");
    boolean merged = info.path("operation").asText().equals("MERGE");
    return new Commit(
        version,
        info.path("userMetadata").asText(),
        metrics.path(merged ? "numTargetRowsInserted" : "numOutputRows").asLong(),
        metrics.path("numTargetRowsDeleted").asLong(),
        info.path("operationParameters").path("mode").asText().equals("Overwrite"));
  }
}
