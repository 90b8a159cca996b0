package org.medley.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.Attrition;
import org.medley.features.testing.SparkTest;
import org.medley.features.testing.TextTable;
import org.medley.jobs.audit.Gate;
import org.medley.jobs.card.CardData;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.Output;
import org.medley.jobs.lake.Ticket;
import org.medley.jobs.release.Contracts;
import org.medley.jobs.release.PinnedQueries;
import org.medley.jobs.release.ReleaseTables;
import org.medley.jobs.report.content.Cohort;
import org.medley.jobs.report.content.Release;
import org.medley.jobs.report.content.ReportData;
import org.medley.jobs.settings.Overrides;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.TaskContext;
import org.medley.jobs.settings.TaskFile;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.site.Site;

/** Report and card of a release that holds an attrition and nothing else. */
@SparkTest
class ReportSourceTest {
  private static final Path CONF = Path.of("..", "conf");
  private static final Site SITE =
      new Site(
          "Test",
          ZoneOffset.UTC,
          Optional.empty(),
          CONF.resolve("demo.key"),
          Site.MINIMUM_CELL,
          Site.Tolerance.STANDARD,
          Site.RETRAIN_DAYS,
          List.of());

  @Test
  void saysWhatIsPinnedAndThatTheRestIsNotThere(SparkSession spark, @TempDir Path folder) {
    Lake lake = new Lake(spark, folder.toString());
    Output pinned = attrition(spark, lake, 1, 10);
    attrition(spark, lake, 2, 99);
    var release =
        new org.medley.jobs.control.Release(
            "R", "2024-06-01", "", List.of(pinned), Map.of(), Map.of(), List.of());
    PinnedQueries tables =
        new PinnedQueries(spark, new ReleaseTables(spark, lake, release, Contracts.RELEASED));
    String gates = Json.write(List.of(new Gate("model", false, "there is none")));
    StepEnd publish = new StepEnd("", List.of(), 1, Map.of(PublishStep.GATES, gates));
    StepEnd decide = new StepEnd("", List.of(), 1, Map.of());
    TaskSettings task = task();

    ReportData report =
        new ReportSource(
                Map.of(
                    PublishStep.name(task.name()), publish, DecideStep.name(task.name()), decide),
                tables,
                SITE,
                task,
                release,
                Instant.EPOCH)
            .read();
    CardData card = new CardSource(tables, SITE, task).read(report);

    assertThat(report.cohort().attrition())
        .containsExactly(new Cohort.Step("every landmark", 10, 10));
    assertThat(report.release().state()).isEqualTo(Release.State.NOTHING);
    assertThat(report.model()).isEmpty();
    assertThat(report.intake().sources()).isEmpty();
    assertThat(report.scores().people()).isZero();
    assertThat(card.versions()).isZero();
    assertThat(card.people()).isEmpty();
  }

  private static Output attrition(SparkSession spark, Lake lake, long version, long people) {
    String rows =
        """
        | task       | purpose | step | rule           | subjects | samples |
        | acute-care | train   | 1    | every landmark | %d       | %d      |
        """
            .formatted(people, people);
    return lake.replace(
        Attrition.TABLE,
        "acute-care",
        TextTable.rows(spark, Attrition.TABLE, rows),
        new Ticket("attrition", version, "key" + version, false));
  }

  private static TaskSettings task() {
    Problems problems = new Problems();
    Optional<TaskFile> read =
        TaskFile.read(
            CONF.resolve("tasks").resolve("acute-care.yaml"),
            TaskContext.ofSite(
                CONF.resolve("codes"), ZoneOffset.UTC, TaskSettings.allowed(Subgroups.names())),
            problems,
            Overrides.NONE);
    assertThat(problems.lines()).isEmpty();
    return new TaskSettings(read.orElseThrow());
  }
}
