package org.medley.jobs.sql;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.medley.jobs.lake.LogNames;
import org.medley.jobs.lake.TableLog;

/** The log of a Delta table on a local file system, of one version. */
final class LocalLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path table;
  private final TableLog log;

  private LocalLog(Path table, TableLog log) {
    this.table = table;
    this.log = log;
  }

  /**
   * The table at {@code table} as of {@code version}, or as it is now; empty if there is no table.
   *
   * @throws IOException if a version is missing, or a file cannot be read
   */
  static Optional<LocalLog> read(Connection duck, Path table, Optional<Long> version)
      throws IOException, SQLException {
    Path folder = table.resolve("_delta_log");
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    LogNames names = new LogNames(version.orElse(Long.MAX_VALUE));
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    TableLog log = new TableLog();
    Optional<Map.Entry<Long, Collection<String>>> checkpoint = names.checkpoint();
    if (checkpoint.isPresent()) {
      checkpoint(duck, folder, checkpoint.get().getValue(), log);
      log.startedAt(checkpoint.get().getKey());
    }
    for (Map.Entry<Long, String> commit : names.commitsAfter(log.version()).entrySet()) {
      log.next(commit.getKey());
      for (String line : Files.readAllLines(folder.resolve(commit.getValue()))) {
        log.replay(JSON.readTree(line));
      }
    }
    if (version.isPresent() && log.version() != version.get()) {
      throw new IOException("version %d of %s is missing".formatted(version.get(), table));
    }
    return log.version() < 0 ? Optional.empty() : Optional.of(new LocalLog(table, log));
  }

  /** What a checkpoint says, in the words of a commit. */
  private static void checkpoint(
      Connection duck, Path folder, Collection<String> files, TableLog log)
      throws IOException, SQLException {
    String from = DuckDb.parquet(files.stream().map(name -> folder.resolve(name).toString()));
    List<String> actions = new ArrayList<>();
    DuckDb.each(
        duck,
        "SELECT to_json({protocol: protocol}) FROM %1$s WHERE protocol IS NOT NULL UNION ALL SELECT to_json({add: add}) FROM %1$s WHERE add IS NOT NULL"
            .formatted(from),
        row -> actions.add(row.getString(1)));
    for (String action : actions) {
      log.replay(JSON.readTree(action));
    }
  }

  /** The files that hold its rows. */
  Collection<TableLog.DataFile> files() {
    return log.files();
  }

  /** Where {@code file} lies. */
  String path(TableLog.DataFile file) {
    return table.resolve(URI.create(file.path()).getPath()).toString();
  }
}
