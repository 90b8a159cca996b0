package org.medley.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.cli.MedleyProcess;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.release.Contracts;
import org.medley.jobs.workbench.OpenLake;

@SparkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlDoorTest {
  private static final String TOKEN = "correct-horse-battery";

  private ReleasedLake lake;
  private Path folder;

  @BeforeAll
  void release(SparkSession spark, @TempDir Path root) {
    folder = root;
    lake = new ReleasedLake(spark, root);
    lake.publish(lake.release("R1", List.of(lake.risks(1, 3))));
  }

  @Test
  void aConnectionKeepsTheReleaseThatWasCurrentWhenItWasOpened() throws SQLException {
    try (SqlDoor door = open(Optional.empty());
        Connection before = connect(door, "")) {
      assertThat(rows(before, "SELECT count(*) FROM published.risk")).containsExactly("3");
      lake.publish(lake.release("R2", List.of(lake.risks(2, 5))));
      assertThat(rows(before, "SELECT count(*) FROM published.risk")).containsExactly("3");
      try (Connection after = connect(door, "")) {
        assertThat(rows(after, "SELECT count(*) FROM published.risk")).containsExactly("5");
        assertThat(
                rows(
                    after,
                    "SELECT subject_id, as_of_date, index_time, risk_score, reason_1"
                        + " FROM published.risk ORDER BY subject_id LIMIT 1"))
            .containsExactly("9007199254740993|2024-06-01|2024-05-31 12:30:01.0|0.5|null");
      }
    }
  }

  @Test
  void toolsSeeTablesColumnsAndWhatTheyMean() throws SQLException {
    try (SqlDoor door = open(Optional.empty());
        Connection connection = connect(door, "")) {
      DatabaseMetaData about = connection.getMetaData();
      List<String> tables = new ArrayList<>();
      try (ResultSet found = about.getTables(null, "published", "%", null)) {
        while (found.next()) {
          tables.add(found.getString("TABLE_NAME"));
        }
      }
      assertThat(tables).contains("risk", "reasons", "model_performance");
      try (ResultSet found = about.getColumns(null, "published", "risk", "risk_score")) {
        assertThat(found.next()).isTrue();
        assertThat(found.getString("TYPE_NAME")).isEqualTo("DOUBLE");
        assertThat(found.getString("REMARKS"))
            .isEqualTo("calibrated probability of the outcome within the horizon");
      }
    }
  }

  @Test
  void nothingCanBeChangedOrWritten() throws SQLException {
    try (SqlDoor door = open(Optional.empty());
        Connection connection = connect(door, "");
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "CREATE TABLE t AS SELECT 1",
              "COPY (SELECT 1) TO '" + folder.resolve("x.csv") + "'",
              "SELECT 1; DROP VIEW published.risk")) {
        assertThatThrownBy(() -> statement.executeQuery(sql))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("only queries are possible");
      }
    }
    assertThat(folder.resolve("x.csv")).doesNotExist();
  }

  @Test
  void aFileInWhichAStatementFailsIsReadToItsEndAndEndsWithItsCode(@TempDir Path told)
      throws Exception {
    Process shell =
        MedleyProcess.start(told, "sql", "--quiet", "--csv", "--lake", folder.toString());
    try (Writer typed = shell.outputWriter(StandardCharsets.UTF_8)) {
      typed.write("SELECT chance FROM published.risk;\nSELECT 6 * 7 AS answer;\n");
    }

    assertThat(shell.waitFor()).isEqualTo(ExitCode.USAGE.number());
    assertThat(Files.readString(told.resolve("err"))).contains("Referenced column \"chance\"");
    assertThat(Files.readString(told.resolve("out"))).isEqualTo("answer\r\n42\r\n");
  }

  @Test
  void aTokenIsAskedForAndNeededBeyondThisMachine() throws SQLException {
    try (SqlDoor door = open(Optional.of(TOKEN))) {
      assertThatThrownBy(() -> connect(door, "")).hasMessageContaining("HTTP/401");
      try (Connection connection =
          connect(door, ";authentication=BASIC;avatica_user=medley;avatica_password=" + TOKEN)) {
        assertThat(rows(connection, "SELECT 1 + 1")).containsExactly("2");
      }
    }
    assertThatThrownBy(
            () ->
                SqlDoor.open(
                    folder, ledger -> null, Contracts.RELEASED, "0.0.0.0", 0, Optional.empty()))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("would stand open to the network");
  }

  private SqlDoor open(Optional<String> token) {
    return SqlDoor.open(
        folder,
        ledger -> OpenLake.release(ledger, Optional.empty()),
        Contracts.RELEASED,
        "127.0.0.1",
        0,
        token);
  }

  private static Connection connect(SqlDoor door, String more) throws SQLException {
    return DriverManager.getConnection("jdbc:avatica:remote:url=" + door.address() + more);
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> cells = new ArrayList<>();
        for (int at = 1; at <= result.getMetaData().getColumnCount(); at++) {
          cells.add(String.valueOf(result.getObject(at)));
        }
        rows.add(String.join("|", cells));
      }
    }
    return rows;
  }
}
