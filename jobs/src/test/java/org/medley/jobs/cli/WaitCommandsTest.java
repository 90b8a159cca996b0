package org.medley.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.control.Control;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Lease;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.LedgerFiles;
import org.medley.jobs.control.Release;
import org.medley.jobs.control.RunDetails;
import org.medley.jobs.control.RunState;
import org.medley.jobs.error.ExitCode;

/** Waits on ledgers that a Spark process writes, read without Spark. */
@SparkTest
class WaitCommandsTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final LocalDate DATE = LocalDate.parse("2024-05-31");

  @Test
  void theWaitersSeeWhatTheNightRecorded(SparkSession spark, @TempDir Path lake) throws Exception {
    String root = lake.toUri().toString().replaceAll("/+$", "");
    assertThat(LedgerFiles.read(root, new Configuration())).isEmpty();
    Control control = new Control(spark, root, CLOCK);
    assertThat(runs(lake, "R1", "--timeout", "1s")).as("no lake").isEqualTo(66);

    Lease lease = control.acquire("R1");
    control.append(List.of(run(lease, RunState.STARTED, RunDetails.of(2))));
    assertThat(runs(lake, "R1", "--timeout", "1s")).as("it still runs").isEqualTo(75);
    assertThat(releases(lake, "1s")).as("nothing is released").isEqualTo(75);

    CompletableFuture<Integer> waiting =
        CompletableFuture.supplyAsync(() -> runs(lake, "R1", "--timeout", "2m", "--exit-code"));
    RunDetails failed = RunDetails.failed(2, ExitCode.DATA_REJECTED);
    control.append(List.of(run(lease, RunState.FAILED_IN + "ingest:ehr", failed)));
    assertThat(waiting.get()).as("it ended while we waited").isEqualTo(65);
    assertThat(runs(lake, "--as-of", "2024-05-31")).as("it ended").isZero();
    control.release(lease);

    Lease again = control.acquire("R1");
    control.append(List.of(release(again)));
    control.publish(again, "L1");
    control.append(List.of(run(again, Ledger.DONE, RunDetails.of(2))));
    control.release(again);
    assertThat(runs(lake, "--as-of", "2024-05-31", "--exit-code")).as("refused").isEqualTo(80);
    assertThat(releases(lake, "1s")).as("the release stands").isZero();
    assertThat(runs(lake, "R1", "--timeout", "soon")).as("usage").isEqualTo(64);

    control.append(List.of(run(again, Ledger.DONE, RunDetails.of(2))));
    assertThat(lake.resolve("ops/control/_delta_log"))
        .isDirectoryContaining("glob:**.checkpoint.parquet");
    assertThat(LedgerFiles.read(root, new Configuration()).orElseThrow().of(Entry.Kind.values()))
        .isEqualTo(control.ledger().of(Entry.Kind.values()));
  }

  private static int runs(Path lake, String... arguments) {
    return command(lake, "runs", arguments);
  }

  private static int releases(Path lake, String timeout) {
    return command(lake, "releases", "--as-of", "2024-05-31", "--timeout", timeout);
  }

  private static int command(Path lake, String noun, String... arguments) {
    List<String> line =
        new java.util.ArrayList<>(List.of(noun, "wait", "--quiet", "--lake", lake.toString()));
    line.addAll(List.of(arguments));
    return Medley.run(line.toArray(String[]::new));
  }

  private static Entry run(Lease lease, String state, RunDetails details) {
    return entry(Entry.Kind.RUN, lease, "nightly", state, Json.write(details));
  }

  private static Entry release(Lease lease) {
    Release release =
        new Release(
            "L1", DATE.toString(), "", List.of(), Map.of(), Map.of(), List.of("acute-care"));
    return entry(Entry.Kind.RELEASE, lease, "L1", "staged", Json.write(release));
  }

  private static Entry entry(
      Entry.Kind kind, Lease lease, String name, String state, String details) {
    return new Entry(
        kind,
        lease.epoch(),
        lease.runId(),
        name,
        "",
        state,
        Optional.of(DATE),
        CLOCK.instant().truncatedTo(java.time.temporal.ChronoUnit.MICROS),
        details);
  }
}
