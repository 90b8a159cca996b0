package org.medley.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medley.features.contract.Attrition;
import org.medley.features.contract.Events;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.cli.JdbcRows;
import org.medley.jobs.cli.ResultRows;
import org.medley.jobs.cli.console.RowsJson;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.Output;
import org.medley.jobs.release.Contracts;
import org.medley.jobs.release.Query;
import org.medley.jobs.release.ReleaseTables;
import org.medley.jobs.workbench.OpenLake;

@SparkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalReleaseTest {
  private static final int MOST = 1000;

  private Path root;
  private ReleasedLake lake;
  private Query spark;
  private LocalRelease local;

  @BeforeAll
  void release(SparkSession session, @TempDir Path folder) throws NotServed {
    root = folder;
    lake = new ReleasedLake(session, folder);
    List<Output> pins = new ArrayList<>();
    pins.add(attrition("a", 1, 10));
    // Every commit after this one is a checkpoint too.
    session.sql(
        "ALTER TABLE delta.`%s` SET TBLPROPERTIES ('delta.checkpointInterval' = '1')"
            .formatted(folder.resolve("cohort/attrition")));
    pins.add(attrition("b", 1, 20));
    pins.add(lake.risks(1, 3));
    pins.add(
        lake.write(
            Events.TABLE,
            "s",
            1,
            """
            | subject_id | code | source | numeric_value |
            | 1          | A    | s      | 1.5           |
            | 2          | B    | s      |               |
            | 3          | B    | s      |               |
            | 4          | B    | s      |               |
            | 5          | B    | s      |               |
            | 6          | B    | s      |               |
            """));
    Release release = lake.release("R1", pins);
    lake.publish(release);
    attrition("a", 2, 99);
    spark =
        new Query(session, new ReleaseTables(session, lake.lake(), release, Contracts.RELEASED));
    local = open();
  }

  @AfterAll
  void close() {
    local.close();
  }

  @Test
  void theCurrentReleaseIsFoundInTheLedgerWithoutSpark() {
    assertThat(local.release().releaseId()).isEqualTo("R1");
    assertThat(local.release().rows("published.risk")).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT task, samples FROM cohort.attrition ORDER BY task",
        "SELECT * FROM published.risk ORDER BY subject_id",
        "SELECT reason_1 FROM published.risk ORDER BY reason_1",
        "SELECT reason_1 FROM published.risk ORDER BY reason_1 DESC",
        "SELECT count(*) AS n, sum(subject_id) AS s, avg(risk_score) AS a FROM published.risk",
        "SELECT CAST(risk_score AS DECIMAL(4, 2)) AS d, index_time > TIMESTAMP '2000-01-01' AS"
            + " late, date_trunc('month', index_time) AS m FROM published.risk ORDER BY subject_id",
        "WITH r AS (SELECT * FROM published.risk) SELECT p.task, count(*) AS n FROM r JOIN"
            + " published.risk p ON p.subject_id = r.subject_id GROUP BY p.task;",
        "SELECT count(*) AS n, max(value) AS v FROM published.cohort_summary"
      })
  void bothEnginesAnswerAlike(String query) throws NotServed {
    assertThat(answer(query)).isEqualTo(RowsJson.render(ResultRows.of(spark.rows(query), MOST)));
  }

  @Test
  void arraysAreListsOfNumbers() throws NotServed {
    String query = "SELECT ARRAY[1, 2] AS a, CAST(NULL AS INT) AS n";
    assertThat(answer(query))
        .isEqualTo(
            RowsJson.render(
                ResultRows.of(
                    spark.rows("SELECT array(1, 2) AS a, CAST(NULL AS INT) AS n"), MOST)));
  }

  @Test
  void aTableOfWhichRowsAreMarkedAsRemovedIsLeftToSpark(SparkSession session) throws NotServed {
    String count = "SELECT count(*) AS n FROM clinical.events";
    assertThat(local.query(count, rows -> JdbcRows.of(rows, MOST)).rows())
        .isEqualTo(List.of(List.of(6L)));
    session.sql(
        "DELETE FROM delta.`%s` WHERE subject_id = 2".formatted(lake.lake().path(Events.TABLE)));
    long version =
        session
            .sql("DESCRIBE HISTORY delta.`%s` LIMIT 1".formatted(lake.lake().path(Events.TABLE)))
            .first()
            .getLong(0);
    lake.publish(lake.release("R2", List.of(new Output(Events.TABLE.name(), "s", version, 5))));
    try (LocalRelease after = open()) {
      assertThatThrownBy(() -> after.query(count, rows -> 0))
          .isInstanceOf(NotServed.class)
          .hasMessage("rows of clinical.events are marked as removed");
    }
    try (LocalRelease before =
        LocalRelease.open(
                root, ledger -> OpenLake.release(ledger, Optional.of("R1")), Contracts.RELEASED)
            .orElseThrow()) {
      assertThat(before.query(count, rows -> JdbcRows.of(rows, MOST)).rows())
          .isEqualTo(List.of(List.of(6L)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP VIEW published.risk",
        "COPY published.risk TO 'x.csv'",
        "SELECT 1; SELECT 2",
        "SET threads = 1",
        "INSERT INTO published.risk SELECT * FROM published.risk",
        "ATTACH 'x.db'",
        "SELEKT 1",
        "SELECT explode(array(1, 2))",
        "SELECT `task` FROM published.risk"
      })
  void whateverIsNoQueryOfItsDialectIsLeftToSpark(String statement) {
    assertThatThrownBy(() -> local.query(statement, rows -> 0)).isInstanceOf(NotServed.class);
  }

  @Test
  void nothingOutsideTheLakeCanBeRead() {
    assertThatThrownBy(() -> local.query("SELECT * FROM read_csv('/etc/passwd')", rows -> 0))
        .isInstanceOf(NotServed.class)
        .rootCause()
        .hasMessageContaining("Permission Error");
  }

  @Test
  void theValueOfACellThatCannotBeConvertedIsNotTold() {
    assertThatThrownBy(
            () -> local.query("SELECT CAST(reason_1 AS INT) AS n FROM published.risk", r -> 0))
        .isInstanceOf(NotServed.class)
        .hasMessage("DuckDB refuses it (Conversion Error)")
        .hasNoCause();
  }

  @Test
  void anUnknownTableOrColumnIsSaidAtOnce() {
    assertThatThrownBy(() -> local.query("SELECT * FROM cohort.atrition", rows -> 0))
        .isInstanceOf(MedleyException.class)
        .hasMessage("there is no table atrition")
        .extracting(e -> ((MedleyException) e).remedy())
        .asString()
        .startsWith("did you mean cohort.attrition?");
    assertThatThrownBy(() -> local.query("SELECT chance FROM published.risk", rows -> 0))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("Referenced column \"chance\" not found");
  }

  @Test
  void aFolderWithoutALakeIsNone(@TempDir Path empty) throws NotServed {
    assertThat(LocalRelease.open(empty, ledger -> lake.release("R", List.of()), Contracts.RELEASED))
        .isEmpty();
  }

  private String answer(String query) throws NotServed {
    return local.query(query, rows -> RowsJson.render(JdbcRows.of(rows, MOST)));
  }

  private LocalRelease open() throws NotServed {
    return LocalRelease.open(
            root, ledger -> OpenLake.release(ledger, Optional.empty()), Contracts.RELEASED)
        .orElseThrow();
  }

  private Output attrition(String task, long version, long samples) {
    return lake.write(
        Attrition.TABLE,
        task,
        version,
        """
        | task | purpose | step | rule | samples |
        | %s   | train   | 0    | all  | %d      |
        """
            .formatted(task, samples));
  }
}
