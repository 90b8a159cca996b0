package org.medley.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.Attrition;
import org.medley.features.testing.SparkTest;
import org.medley.features.testing.TextTable;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.Output;
import org.medley.jobs.lake.Ticket;

@SparkTest
class QueryTest {
  private static Query query;

  @BeforeAll
  static void release(SparkSession spark, @TempDir Path folder) {
    Lake lake = new Lake(spark, folder.toString());
    Output a = attrition(spark, lake, "a", 1, 10);
    Output b = attrition(spark, lake, "b", 1, 20);
    attrition(spark, lake, "a", 2, 99);
    Release release =
        new Release("R", "2024-06-01", "", List.of(a, b), Map.of(), Map.of(), List.of());
    query = new Query(spark, new ReleaseTables(spark, lake, release, Contracts.RELEASED));
  }

  @Test
  void aReleaseShowsThePinnedVersionOfEverySliceAndNothingLater() {
    assertThat(
            query.rows("SELECT task, samples FROM cohort.attrition ORDER BY task;").collectAsList())
        .extracting(row -> row.getString(0) + row.getLong(1))
        .containsExactly("a10", "b20");
  }

  @Test
  void aTableWithoutRowsIsTypedAndEmpty() {
    assertThat(
            query.rows("SELECT count(*), max(risk_score) FROM published.risk").first().getLong(0))
        .isZero();
  }

  @Test
  void anUnknownTableIsAnsweredWithTheNearestOne() {
    assertThatThrownBy(() -> query.rows("SELECT * FROM cohort.atrition"))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("does not fit the tables")
        .extracting(e -> ((MedleyException) e).remedy())
        .asString()
        .startsWith("did you mean cohort.attrition?");
  }

  @Test
  void onlyQueriesArePossible() {
    for (String statement :
        List.of(
            "DROP TABLE cohort.attrition", "INSERT INTO cohort.attrition SELECT 1", "SET a=b")) {
      assertThatThrownBy(() -> query.rows(statement))
          .isInstanceOf(MedleyException.class)
          .hasMessageContaining("only queries are possible");
    }
    assertThatThrownBy(() -> query.rows("SELEKT 1"))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("not valid SQL");
  }

  private static Output attrition(
      SparkSession spark, Lake lake, String task, long version, long samples) {
    return lake.replace(
        Attrition.TABLE,
        task,
        TextTable.rows(
            spark,
            Attrition.TABLE,
            """
            | task | purpose | step | rule | samples |
            | %s   | train   | 0    | all  | %d      |
            """
                .formatted(task, samples)),
        new Ticket("medley/cohort.attrition/" + task, version, task + version, false));
  }
}
