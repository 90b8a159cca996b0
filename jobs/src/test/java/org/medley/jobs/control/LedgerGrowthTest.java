package org.medley.jobs.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.lake.Output;
import org.medley.jobs.lake.TableLog;

/** Fault F40: a ledger of 2,000 nights of 14 rows, appended in one session. */
@SparkTest
class LedgerGrowthTest {
  private static final Instant START = Instant.parse("2024-06-01T00:00:00Z");
  private static final int NIGHTS = 2_000;
  private static final int STEPS = 12;
  private static final int COMMITS = 40;

  @Test
  void theLedgerOfTwoThousandNightsIsReadWithinSecondsFromFewFiles(
      SparkSession spark, @TempDir Path lake) throws IOException {
    String root = lake.toUri().toString().replaceAll("/$", "");
    Control control = new Control(spark, root, Clock.systemUTC());
    control.acquire("R");
    for (int commit = 0; commit < COMMITS; commit++) {
      List<Entry> entries = new ArrayList<>();
      for (int night = 0; night < NIGHTS / COMMITS; night++) {
        entries.addAll(night(commit * NIGHTS / COMMITS + night));
      }
      control.append(entries);
    }
    assertThat(files(root)).as("two kinds a commit, and the head").isEqualTo(2 * COMMITS + 1);

    control.tidy(1);

    assertThat(files(root)).isLessThanOrEqualTo(3);
    long start = System.nanoTime();
    Ledger ledger = LedgerFiles.read(root, new Configuration()).orElseThrow();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    assertThat(ledger.of(Entry.Kind.RUN)).hasSize(2 * NIGHTS);
    assertThat(ledger.of(Entry.Kind.STEP)).hasSize(STEPS * NIGHTS);
    assertThat(ledger.lastEnd("step-3").map(Entry::epoch)).contains((long) NIGHTS);
  }

  private static int files(String root) throws IOException {
    return TableLog.read(root + "/ops/control", new Configuration()).orElseThrow().files().size();
  }

  private static List<Entry> night(int night) {
    List<Entry> entries = new ArrayList<>();
    entries.add(entry(Entry.Kind.RUN, night, "nightly", RunState.STARTED, 0, RunDetails.of(STEPS)));
    for (int step = 0; step < STEPS; step++) {
      StepEnd end =
          new StepEnd(
              "f".repeat(600),
              List.of(new Output("published.risk", "t", night, 3)),
              1,
              Map.of("gates", "g".repeat(400)));
      entries.add(entry(Entry.Kind.STEP, night, "step-" + step, Ledger.DONE, step, end));
    }
    entries.add(entry(Entry.Kind.RUN, night, "nightly", Ledger.DONE, STEPS, RunDetails.of(STEPS)));
    return entries;
  }

  private static Entry entry(
      Entry.Kind kind, int night, String name, String state, int seconds, Object details) {
    LocalDate date = LocalDate.parse("2024-05-31").plusDays(night);
    return new Entry(
        kind,
        night + 1L,
        date + "-abcd",
        name,
        "key",
        state,
        Optional.of(date),
        START.plus(Duration.ofDays(night)).plusSeconds(seconds),
        Json.write(details));
  }
}
