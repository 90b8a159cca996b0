package org.medley.jobs.check;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.lake.TableLog;

/**
 * Whether every file that the newest version of a table consists of is there, as long as its log
 * says. One listing of each table; no file is opened.
 */
final class FilesCheck implements Check {
  @Override
  public List<Finding> look(String name, Setup setup) {
    List<Finding> findings = new ArrayList<>();
    int files = 0;
    try {
      for (Path table : LakeTables.of(setup)) {
        Optional<TableLog> log = log(table, setup);
        if (log.isPresent()) {
          files += log.get().files().size();
          damage(name, table, log.get(), setup).ifPresent(findings::add);
        }
      }
    } catch (IOException e) {
      findings.add(
          Finding.fail(
              name,
              ExitCode.INPUT_OUTPUT,
              "the files of " + setup.root() + " cannot be listed",
              "check that the lake can be reached and read"));
    }
    if (findings.isEmpty()) {
      findings.add(Finding.pass(name, "all " + files + " files of the tables are there"));
    }
    return findings;
  }

  /** Empty where the log itself is damaged, which is for {@link ProtocolCheck} to say. */
  private static Optional<TableLog> log(Path table, Setup setup) {
    try {
      return TableLog.read(table.toString(), setup.hadoop());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Finding> damage(String name, Path table, TableLog log, Setup setup)
      throws IOException {
    Map<String, Long> found = sizes(table, setup);
    List<String> damaged = new ArrayList<>();
    for (TableLog.DataFile file : log.files()) {
      Path path = new Path(table, URI.create(file.path()).getPath());
      Long size = found.get(path.toUri().getPath());
      if (size == null) {
        damaged.add(file.path() + " is missing");
      } else if (size != file.size()) {
        damaged.add("%s has %d bytes instead of %d".formatted(file.path(), size, file.size()));
      }
    }
    return damaged.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.fail(
                name,
                ExitCode.DATA_REJECTED,
                "table %s is damaged in version %d, %d of %d files: %s"
                    .formatted(
                        LakeTables.named(table),
                        log.version(),
                        damaged.size(),
                        log.files().size(),
                        damaged.get(0)),
                "restore the table from a backup, or roll back to a release that does not need"
                    + " it"));
  }

  private static Map<String, Long> sizes(Path table, Setup setup) throws IOException {
    Map<String, Long> sizes = new HashMap<>();
    try {
      RemoteIterator<LocatedFileStatus> files =
          table.getFileSystem(setup.hadoop()).listFiles(table, true);
      while (files.hasNext()) {
        LocatedFileStatus file = files.next();
        sizes.put(file.getPath().toUri().getPath(), file.getLen());
      }
    } catch (FileNotFoundException e) {
      return Map.of();
    }
    return sizes;
  }
}
