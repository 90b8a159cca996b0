package org.medley.jobs.check;

import java.util.List;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.Release;
import org.medley.jobs.control.RunState;
import org.medley.jobs.error.ExitCode;

/** How the last night ended. */
final class LastNightCheck implements Check {
  @Override
  public List<Finding> look(String name, Setup setup) {
    if (setup.ledger().isEmpty()) {
      return List.of(Finding.pass(name, "none yet"));
    }
    Ledger ledger = setup.ledger().get();
    return List.of(
        RunState.last(ledger, setup.host().instant())
            .map(run -> look(name, run, ledger))
            .orElseGet(() -> Finding.pass(name, "none yet")));
  }

  private static Finding look(String name, RunState run, Ledger ledger) {
    String release = ledger.current().map(Release::releaseId).orElse("none");
    String found = "run %s: %s; current release: %s".formatted(run.runId(), words(run), release);
    return switch (run.phase()) {
      case RUNNING -> Finding.pass(name, found);
      case LOST ->
          Finding.warn(name, found, "run 'medley nightly' again: it goes on where it stopped");
      case FAILED ->
          Finding.warn(
              name,
              found,
              run.exitCode().retry()
                  ? "run 'medley nightly' again"
                  : "mend what it says in the log of the lake, then run 'medley nightly' again");
      case DONE ->
          run.exitCode() == ExitCode.GATE_REFUSED
              ? Finding.warn(
                  name,
                  found,
                  "'medley report' says which gate refused and why; the old rows stand")
              : Finding.pass(name, found);
    };
  }

  private static String words(RunState run) {
    return switch (run.phase()) {
      case RUNNING -> "running";
      case LOST -> "killed";
      case FAILED, DONE ->
          "%s (%d, %s)".formatted(run.words(), run.exitCode().number(), run.exitCode().meaning());
    };
  }
}
