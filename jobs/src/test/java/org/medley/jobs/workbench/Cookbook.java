package org.medley.jobs.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.medley.jobs.cli.JdbcRows;
import org.medley.jobs.cli.ResultRows;
import org.medley.jobs.cli.console.RowsJson;
import org.medley.jobs.release.Contracts;
import org.medley.jobs.sql.LocalRelease;
import org.medley.jobs.sql.NotServed;

/** The queries that analysts are shown. */
final class Cookbook {
  private static final Path FILE = Path.of("..", "conf", "queries", "cookbook.sql");
  private static final int MOST = 1000;

  private Cookbook() {}

  /** Asks both engines all of them, and holds that they answer alike. */
  static void answeredAlike(Workbench bench, Path lake) throws IOException, NotServed {
    List<String> queries =
        Arrays.stream(Files.readString(FILE).split(";\n"))
            .filter(query -> query.contains("SELECT"))
            .toList();
    assertThat(queries).hasSizeGreaterThan(15);
    try (LocalRelease local =
        LocalRelease.open(
                lake, ledger -> OpenLake.release(ledger, Optional.empty()), Contracts.RELEASED)
            .orElseThrow()) {
      for (String query : queries) {
        String answer = local.query(query, rows -> RowsJson.render(JdbcRows.of(rows, MOST)));
        assertThat(answer)
            .as(query)
            .isEqualTo(RowsJson.render(ResultRows.of(bench.sql(query), MOST)));
      }
    }
  }
}
