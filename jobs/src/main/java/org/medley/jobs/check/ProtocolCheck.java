package org.medley.jobs.check;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.delta.TableFeature;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.lake.TableLog;

/**
 * Whether this Medley can read and write every table of the lake, and other readers of Delta the
 * published ones: those need no feature that an old reader lacks.
 */
final class ProtocolCheck implements Check {
  private static final int READER = 3;
  private static final int WRITER = 7;
  private static final String PUBLISHED = "published";

  @Override
  public List<Finding> look(String name, Setup setup) {
    List<Finding> findings = new ArrayList<>();
    int tables = 0;
    try {
      for (Path table : LakeTables.of(setup)) {
        Optional<TableLog> log = read(name, table, setup, findings);
        tables++;
        log.map(TableLog::protocol)
            .flatMap(needs -> judge(name, table, needs))
            .ifPresent(findings::add);
      }
    } catch (IOException e) {
      findings.add(
          Finding.fail(
              name,
              ExitCode.INPUT_OUTPUT,
              "the tables of " + setup.root() + " cannot be listed",
              "check that the lake can be reached and read"));
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.pass(
              name,
              tables == 0
                  ? "the lake has no table yet"
                  : tables + " tables can be read and written; published ones by any reader"));
    }
    return findings;
  }

  private static Optional<TableLog> read(
      String name, Path table, Setup setup, List<Finding> findings) {
    try {
      return TableLog.read(table.toString(), setup.hadoop());
    } catch (IOException e) {
      findings.add(
          Finding.fail(
              name,
              e instanceof FileNotFoundException ? ExitCode.INPUT_OUTPUT : ExitCode.DATA_REJECTED,
              "the log of table %s is damaged: %s"
                  .formatted(LakeTables.named(table), e.getMessage()),
              "restore its folder _delta_log from a backup"));
      return Optional.empty();
    }
  }

  private static Optional<Finding> judge(String name, Path table, TableLog.Protocol needs) {
    List<String> unknown =
        needs.features().stream()
            .filter(feature -> TableFeature.featureNameToFeature(feature).isEmpty())
            .toList();
    if (needs.reader() > READER || needs.writer() > WRITER || !unknown.isEmpty()) {
      return Optional.of(
          Finding.fail(
              name,
              ExitCode.UNSUPPORTED,
              "table %s needs reader %d, writer %d%s, which this Medley does not know"
                  .formatted(
                      LakeTables.named(table),
                      needs.reader(),
                      needs.writer(),
                      unknown.isEmpty() ? "" : " and " + String.join(", ", unknown)),
              "use the newer Medley that wrote it"));
    }
    if (table.getParent().getName().equals(PUBLISHED) && needs.reader() > 1) {
      return Optional.of(
          Finding.warn(
              name,
              "table %s needs reader %d: not every tool reads it"
                  .formatted(LakeTables.named(table), needs.reader()),
              "drop the features that were added to it"));
    }
    return Optional.empty();
  }
}
