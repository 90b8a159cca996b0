package org.medley.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;
import org.medley.features.testing.TextTable;
import org.medley.jobs.contract.CohortSummary;
import org.medley.jobs.control.Control;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Lease;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.Output;
import org.medley.jobs.lake.Ticket;

@SparkTest
class RollbackTest {
  private static final String REPORT = "reports/R1/t.html";

  @Test
  void anOlderReleaseIsCurrentAgainUnlessItIsDamaged(SparkSession spark, @TempDir Path folder) {
    String root = folder.toString();
    Lake lake = new Lake(spark, root);
    Control control = new Control(spark, root, Clock.systemUTC());
    Rollback rollback = new Rollback(control, lake, Clock.systemUTC(), "ada");
    String digest = lake.writeText(REPORT, "fine");
    Lease lease = control.acquire("night");
    Output pin = summary(spark, lake);
    publish(control, lease, "R1", "", List.of(pin), Map.of(REPORT, digest));
    publish(control, lease, "R2", "R1", List.of(pin), Map.of());
    control.release(lease);

    lake.writeText(REPORT, "tampered with");
    refused(() -> rollback.to(Optional.empty(), "wrong"), ExitCode.DATA_REJECTED, REPORT);
    refused(() -> rollback.to(Optional.of("R9"), "wrong"), ExitCode.USAGE, "no release R9 stands");
    assertThat(control.ledger().current().map(Release::releaseId)).contains("R2");

    lake.writeText(REPORT, "fine");
    assertThat(rollback.to(Optional.empty(), "wrong units").map(Release::releaseId)).contains("R1");
    Ledger after = control.ledger();
    assertThat(after.released().stream().map(Release::releaseId)).containsExactly("R1");
    assertThat(after.withdrawn("R2")).contains("withdrawn by ada: wrong units");
    assertThat(after.withdrawn("R1")).isEmpty();
    assertThat(rollback.to(Optional.of("R1"), "again")).isEmpty();
    refused(() -> rollback.to(Optional.empty(), "more"), ExitCode.USAGE, "before the current one");
  }

  private static void refused(Runnable act, ExitCode exitCode, String message) {
    assertThatThrownBy(act::run)
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining(message)
        .extracting(e -> ((MedleyException) e).exitCode())
        .isEqualTo(exitCode);
  }

  private static Output summary(SparkSession spark, Lake lake) {
    return lake.replace(
        CohortSummary.TABLE,
        "t",
        TextTable.rows(
            spark,
            CohortSummary.TABLE,
            """
            | task | measure | value |
            | t    | people  | 20    |
            """),
        new Ticket("medley/summary", 1, "k", false));
  }

  private static void publish(
      Control control,
      Lease lease,
      String id,
      String previous,
      List<Output> pins,
      Map<String, String> reports) {
    Release release = new Release(id, "2024-06-01", previous, pins, Map.of(), reports, List.of());
    control.append(
        List.of(
            new Entry(
                Entry.Kind.RELEASE,
                lease.epoch(),
                lease.runId(),
                id,
                "",
                "staged",
                Optional.of(release.date()),
                Clock.systemUTC().instant(),
                Json.write(release))));
    control.publish(lease, id);
  }
}
