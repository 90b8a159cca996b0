package org.medley.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.logging.log4j.LogManager;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.error.Diagnosis;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.metrics.Gauge;
import org.medley.jobs.metrics.MetricsFile;
import org.medley.jobs.release.PinnedQueries;

/** Writes the metrics of a night, however it ends. */
final class NightMetrics {
  private final Options options;
  private final Path file;
  private final Clock clock;
  private final Instant begun;

  private NightMetrics(Options options, Path file, Clock clock) {
    this.options = options;
    this.file = file;
    this.clock = clock;
    this.begun = clock.instant();
  }

  /**
   * Metrics of a night that begins now.
   *
   * @throws MedleyException with exit code 64 if the folder of {@code file} is not there
   */
  static NightMetrics into(Path file, Options options) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw new MedleyException(
          ExitCode.USAGE,
          "--metrics: " + file + " is no file in a folder that is there",
          "name a file, such as /var/lib/node_exporter/medley.prom");
    }
    return new NightMetrics(options, file, Clock.systemUTC());
  }

  /** Of a night that came to its end. */
  void write(NightRun night, NightRun.Ended ended) {
    List<Gauge> gauges =
        new ArrayList<>(
            gauges(
                ended.ledger(),
                ended.result().name().toLowerCase(Locale.ROOT),
                ExitCode.of(ended.exitCode())));
    ended
        .ledger()
        .current()
        .ifPresent(
            release ->
                gauges.addAll(
                    new ReleaseGauges(
                            new PinnedQueries(
                                night.workspace().spark().newSession(),
                                night.workspace().tables(release)),
                            night.configuration().site().minimumCell())
                        .gauges()));
    write(gauges);
  }

  /** Of a night that {@code failure} ended; the release that stands is not read again. */
  void write(Throwable failure) {
    Ledger ledger;
    try {
      ledger = Recorded.of(options).ledger();
    } catch (MedleyException noLake) {
      failure.addSuppressed(noLake);
      ledger = Ledger.EMPTY;
    }
    write(gauges(ledger, "failed", Diagnosis.of(failure, Logging.file()).exitCode()));
  }

  private List<Gauge> gauges(Ledger ledger, String result, ExitCode exitCode) {
    return new NightGauges(ledger, result, exitCode, begun, clock.instant()).gauges();
  }

  /** A file that cannot be written must not change how the night ends: it is said, and logged. */
  private void write(List<Gauge> gauges) {
    try {
      MetricsFile.write(file, gauges);
    } catch (IOException e) {
      LogManager.getLogger(NightMetrics.class).warn("the metrics cannot be written", e);
      Streams.progress(options)
          .out()
          .println(
              "medley: warning: the metrics cannot be written to %s (%s)"
                  .formatted(file, e.getClass().getSimpleName()));
    }
  }
}
