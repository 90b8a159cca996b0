package org.medley.jobs.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.medley.jobs.cli.console.Terminal.Device;
import org.medley.jobs.report.Sample;
import org.medley.jobs.report.content.SmallCells;

class ProgressTest {
  private static final List<String> STEPS = List.of("ingest:ehr", "subjects", "cohort:acute-care");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicLong clock = new AtomicLong();

  @Test
  void aLogGetsOneLinePerStepAndNoControlCharacters() {
    Terminal file = Terminal.of(out, Device.FILE, Map.of("TERM", "xterm"));
    try (Progress progress = new Progress(file, STEPS, Map.of(), clock::get)) {
      progress.started("ingest:ehr");
      pass(12_300);
      progress.refresh();
      progress.finished("ingest:ehr", 484_210);
      progress.skipped("subjects", "unchanged");
      progress.started("cohort:acute-care");
      pass(125_000);
      progress.failed("cohort:acute-care");
    }
    assertThat(written())
        .isEqualToNormalizingNewlines(
            """
            [1/3] ingest:ehr        …   12.3 s  484,210 rows
            [2/3] subjects          … unchanged
            [3/3] cohort:acute-care … 2 min 05 s  failed
            """);
  }

  @Test
  void aScreenShowsWhatRunsAndHowLongIsLeftInOneLine() {
    Terminal screen = Terminal.of(out, Device.SCREEN, Map.of("NO_COLOR", "1", "COLUMNS", "80"));
    Map<String, Duration> past =
        Map.of("ingest:ehr", Duration.ofSeconds(20), "subjects", Duration.ofSeconds(30));
    try (Progress progress = new Progress(screen, STEPS, past, clock::get)) {
      progress.started("ingest:ehr");
      pass(12_000);
      progress.refresh();
      assertThat(written()).endsWith("\r\u001b[2K[1/3] ingest:ehr … 12.0 s  about 38 s left");
      progress.started("subjects");
      progress.finished("ingest:ehr");
      assertThat(written()).endsWith("\r\u001b[2K[2/3] subjects … 0.0 s  about 30 s left");
    }
    assertThat(written()).endsWith("\r\u001b[2K").doesNotContain("\u001b[3");
  }

  @Test
  void coloursFollowTheEnvironment() {
    Map<String, String> plain = Map.of("TERM", "xterm-256color");
    assertThat(Terminal.of(out, Device.SCREEN, plain).colour()).isTrue();
    assertThat(Terminal.of(out, Device.SCREEN, Map.of("TERM", "dumb")).interactive()).isFalse();
    assertThat(Terminal.of(out, Device.SCREEN, Map.of("NO_COLOR", "1")).colour()).isFalse();
    assertThat(Terminal.of(out, Device.FILE, plain).colour()).isFalse();
    assertThat(Terminal.of(out, Device.FILE, Map.of("COLUMNS", "132")).width()).isEqualTo(132);
  }

  @Test
  void theSummaryTellsTheNightAndHidesSmallGroups() {
    Terminal file = Terminal.of(out, Device.FILE, Map.of("COLUMNS", "120"));
    Summary.print(file, Sample.released(), SmallCells.STANDARD, "lake/reports/acute-care.html");
    assertThat(written())
        .contains("Released: 2024-06-01.1, site demo, as of 2024-06-01")
        .contains("Exploratory, not for use in care: 77 outcomes")
        .contains("│ ehr      │    42 │ 484,218 │ 484,171 │")
        .contains("│ AUROC                 │  0.63 │   0.57 to 0.69 │     402 │       77 │")
        .contains("Everyone, on 1 June of 2020, 2021, 2022 and 2023")
        .contains("712 people scored")
        .contains("lake/reports/acute-care.html")
        .contains("  jobs/bin/medley nightly --dry-run\n")
        .doesNotContain("998")
        .doesNotContain("\u001b");
  }

  @Test
  void theSummaryShowsHostileTextsInert() {
    Terminal screen = Terminal.of(out, Device.FILE, Map.of());
    Summary.print(screen, Sample.saying("\u001b[2J\u202e"), SmallCells.STANDARD, "\u001b]0;x");
    assertThat(written())
        .contains("␛[2J⟨U+202E⟩")
        .doesNotContain("\u001b")
        .doesNotContain("\u202e");
  }

  private void pass(long millis) {
    clock.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  private String written() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
