package org.medley.jobs.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.Release;
import org.medley.jobs.control.RunState;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.metrics.Gauge;

/**
 * What the ledger says of a night that ended, for monitoring.
 *
 * @param ledger as the night left it; of a lake that is not there: empty
 * @param result what became of the night, in one word
 * @param exitCode how the command ends
 * @param begun when it began
 * @param ended when it ended
 */
record NightGauges(Ledger ledger, String result, ExitCode exitCode, Instant begun, Instant ended) {

  /** The gauges of the night, and of the release that stands. */
  List<Gauge> gauges() {
    List<Gauge> gauges = new ArrayList<>();
    gauges.add(
        new Gauge("medley_last_run_exit_code", "Exit code of the last night.")
            .set(exitCode.number()));
    gauges.add(
        new Gauge("medley_last_run_result", "What became of the last night.")
            .set("result", result, 1));
    gauges.add(
        new Gauge("medley_last_run_timestamp_seconds", "When the last night ended, Unix time.")
            .set(seconds(ended)));
    gauges.add(
        new Gauge("medley_last_run_duration_seconds", "How long the last night took.")
            .set(seconds(Duration.between(begun, ended))));
    Gauge success =
        new Gauge(
            "medley_last_success_timestamp_seconds",
            "When a night last ended with exit code 0, Unix time.");
    success().ifPresent(time -> success.set(seconds(time)));
    gauges.add(success);
    gauges.addAll(steps());
    ledger.current().ifPresent(release -> gauges.addAll(release(release)));
    return gauges;
  }

  private Optional<Instant> success() {
    return exitCode == ExitCode.DONE ? Optional.of(ended) : RunState.lastSuccess(ledger);
  }

  private List<Gauge> steps() {
    Gauge seconds =
        new Gauge("medley_step_duration_seconds", "How long each step of the last night took.");
    long done = 0;
    for (Entry entry : ledger.of(Entry.Kind.STEP)) {
      if (!entry.recorded().isBefore(begun)) {
        seconds.set("step", entry.name(), Json.read(entry.details(), StepEnd.class).seconds());
        done++;
      }
    }
    Gauge steps =
        new Gauge("medley_last_run_steps", "Steps that the last night brought to an end.");
    return List.of(steps.set((double) done), seconds);
  }

  private List<Gauge> release(Release release) {
    Gauge published =
        new Gauge("medley_release_timestamp_seconds", "When the current release was made.");
    Gauge age = new Gauge("medley_release_age_seconds", "Its age when the last night ended.");
    ledger.of(Entry.Kind.RELEASE).stream()
        .filter(entry -> entry.name().equals(release.releaseId()))
        .reduce((first, second) -> second)
        .map(Entry::recorded)
        .ifPresent(
            made -> {
              published.set(seconds(made));
              age.set(seconds(Duration.between(made, ended)));
            });
    Gauge info = new Gauge("medley_release_info", "The current release and its logical date.");
    info.set(Map.of("release", release.releaseId(), "as_of_date", release.asOf()), 1);
    Gauge refused = new Gauge("medley_task_refused", "Tasks that a gate refused in it.");
    release.refused().forEach(task -> refused.set("task", task, 1));
    return List.of(published, age, info, refused);
  }

  private static double seconds(Instant time) {
    return (double) time.toEpochMilli() / 1e3;
  }

  private static double seconds(Duration span) {
    return (double) span.toMillis() / 1e3;
  }
}
