package org.medley.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.Release;
import org.medley.jobs.control.RunDetails;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.metrics.MetricsFile;

class NightGaugesTest {
  private static final Instant BEGUN = Instant.parse("2024-06-01T02:00:00Z");
  private static final LocalDate DATE = LocalDate.parse("2024-05-31");
  private static final Pattern LINE =
      Pattern.compile(
          "# (TYPE [a-z_]+ gauge|HELP [a-z_]+ .+|EOF)"
              + "|[a-z_]+(\\{[a-z_]+=\"[^\"]*\"(,[a-z_]+=\"[^\"]*\")*\\})? -?[0-9.]+");

  @Test
  void aNightThatPublished() {
    String text = text(ledger(), "published", ExitCode.DONE);

    assertThat(text.lines())
        .contains(
            "medley_last_run_exit_code 0",
            "medley_last_run_result{result=\"published\"} 1",
            "medley_last_run_duration_seconds 90.5",
            "medley_last_run_timestamp_seconds 1717207290.5",
            "medley_last_success_timestamp_seconds 1717207290.5",
            "medley_last_run_steps 1",
            "medley_step_duration_seconds{step=\"train:acute-care\"} 12.25",
            "medley_release_age_seconds 30.5",
            "medley_release_info{as_of_date=\"2024-05-31\",release=\"L1\"} 1",
            "medley_task_refused{task=\"acute-care\"} 1")
        .allMatch(line -> LINE.matcher(line).matches());
    assertThat(text).endsWith("# EOF\n");
  }

  @Test
  void aNightThatFailedKeepsTheTimeOfTheLastSuccess() {
    Ledger before = Ledger.of(List.of(run(BEGUN.minusSeconds(86_400))));

    assertThat(text(before, "failed", ExitCode.DATA_REJECTED).lines())
        .contains(
            "medley_last_run_exit_code 65",
            "medley_last_run_steps 0",
            "medley_last_success_timestamp_seconds 1717120800");
    assertThat(text(Ledger.EMPTY, "failed", ExitCode.CONFIGURATION))
        .contains("medley_last_run_exit_code 78")
        .doesNotContain("medley_last_success", "medley_release");
  }

  private static String text(Ledger ledger, String result, ExitCode exitCode) {
    return MetricsFile.text(
        new NightGauges(ledger, result, exitCode, BEGUN, BEGUN.plusMillis(90_500)).gauges());
  }

  private static Ledger ledger() {
    Release release =
        new Release(
            "L1", DATE.toString(), "", List.of(), Map.of(), Map.of(), List.of("acute-care"));
    List<Entry> entries = new ArrayList<>();
    entries.add(
        entry(
            Entry.Kind.LEASE,
            "host/1/1",
            "free",
            BEGUN,
            Map.of("expiresMillis", 0, "releaseId", "L1")));
    entries.add(step("ingest:ehr", BEGUN.minusSeconds(86_400), 3));
    entries.add(step("train:acute-care", BEGUN.plusSeconds(20), 12.25));
    entries.add(entry(Entry.Kind.RELEASE, "L1", "staged", BEGUN.plusSeconds(60), release));
    return Ledger.of(entries);
  }

  private static Entry run(Instant recorded) {
    return entry(Entry.Kind.RUN, "nightly", Ledger.DONE, recorded, RunDetails.of(1));
  }

  private static Entry step(String name, Instant recorded, double seconds) {
    return entry(
        Entry.Kind.STEP,
        name,
        Ledger.DONE,
        recorded,
        new StepEnd("{}", List.of(), seconds, Map.of()));
  }

  private static Entry entry(
      Entry.Kind kind, String name, String state, Instant recorded, Object details) {
    return new Entry(
        kind, 1, "R", name, "", state, Optional.of(DATE), recorded, Json.write(details));
  }
}
