package org.medley.jobs.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.LeakAudit;
import org.medley.features.contract.Members;
import org.medley.features.testing.SparkTest;
import org.medley.features.testing.TextTable;
import org.medley.jobs.settings.Overrides;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.TaskContext;
import org.medley.jobs.settings.TaskFile;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.step.Subgroups;

@SparkTest
class LeakGatesTest {
  private static final Path CONF = Path.of("..", "conf");

  private static TaskSettings task(Overrides overrides) {
    Problems problems = new Problems();
    TaskSettings task =
        new TaskSettings(
            TaskFile.read(
                    CONF.resolve("tasks/acute-care.yaml"),
                    TaskContext.ofSite(
                        CONF.resolve("codes"),
                        ZoneOffset.UTC,
                        TaskSettings.allowed(Subgroups.names())),
                    problems,
                    overrides)
                .orElseThrow());
    assertThat(problems.lines()).isEmpty();
    return task;
  }

  @Test
  void eachLeakIsAGateWithItsNumbersAndTheNextCommand(SparkSession spark) {
    Dataset<Row> findings =
        TextTable.rows(
            spark,
            LeakAudit.TABLE,
            """
            |task|covariate|check         |verdict|value|low |n   |events|basis                              |
            |t   |a_last   |discrimination|leak   |0.02 |0.93|1200|300   |AUROC of the value                 |
            |t   |a_last   |known_events  |leak   |0.5  |    |12  |6     |recomputed from known events: last |
            |t   |b_any    |presence      |leak   |1    |0.91|400 |400   |share                              |
            |t   |c_any    |absence       |leak   |0.02 |0.96|300 |6     |share                              |
            |t   |d_year   |known_events  |leak   |     |    |0   |0     |not traced: no registered family makes it|
            |t   |e_any    |vocabulary    |leak   |     |    |900 |40    |training members                   |
            |t   |f_any    |presence      |warning|1    |0.4 |12  |12    |share                              |
            """);

    List<Gate> gates = LeakGates.of(task(Overrides.NONE), findings, 11);

    String next = "; see 'medley audit acute-care'";
    assertThat(gates)
        .containsExactlyInAnyOrder(
            new Gate(
                "no leak in a_last",
                false,
                "<11 of 12 values are not what events known at the index time give; alone it has"
                    + " AUROC 0.020 (at least 0.930 with confidence, reversed) among 1,200 members"
                    + next),
            new Gate(
                "no leak in b_any",
                false,
                "100.0\u00a0% of 400 members who have it had the outcome (at least 91.0\u00a0% with"
                    + " confidence)"
                    + next),
            new Gate(
                "no leak in c_any",
                false,
                "nearly all of 300 members who lack it did not have the outcome" + next),
            new Gate("no leak in d_year", false, "no registered family makes it" + next),
            new Gate(
                "no leak in e_any",
                false,
                "40 of 900 training members have it, which is not the share that the vocabulary"
                    + " states"
                    + next));
  }

  @Test
  void withoutLeaksOneGatePassesAndTellsWhatTheTaskAllows(SparkSession spark) {
    Dataset<Row> findings =
        TextTable.rows(
            spark,
            LeakAudit.TABLE,
            """
            |task|covariate|check         |verdict|value|low |n   |events|
            |t   |a_last   |discrimination|allowed|0.98 |0.93|1200|300   |
            |t   |b_any    |presence      |passed |0.2  |0.1 |400 |80    |
            """);
    Overrides overrides =
        new Overrides(
            java.util.Map.of(
                "tasks.acute-care.validation.leak-audit.allow.a_last", "it defines the outcome"));

    assertThat(LeakGates.of(task(overrides), findings, 11))
        .containsExactly(
            new Gate(
                "no covariate leaks",
                true,
                "2 covariates audited; the task allows a_last (it defines the outcome)"));
  }

  @Test
  void whoIsInTrainingAndInTestIsFound(SparkSession spark) {
    String apart =
        """
        |task      |purpose|subject_id|index_time         |split|
        |acute-care|train  |1         |2020-01-01 00:00:00|train|
        |acute-care|train  |1         |2021-01-01 00:00:00|train|
        |acute-care|train  |2         |2022-01-01 00:00:00|test |
        |acute-care|score  |1         |2022-01-01 00:00:00|none |
        """;
    assertThat(peopleApart(spark, apart).passed()).isTrue();
    assertThat(
            peopleApart(spark, apart + "|acute-care|train|1|2022-01-01 00:00:00|test|\n").passed())
        .isFalse();
  }

  private static Gate peopleApart(SparkSession spark, String members) {
    return new LeakScan(
            task(Overrides.NONE),
            null,
            null,
            java.util.Optional.empty(),
            null,
            TextTable.rows(spark, Members.TABLE, members),
            null,
            null,
            true,
            java.util.Optional.empty())
        .peopleApart();
  }
}
