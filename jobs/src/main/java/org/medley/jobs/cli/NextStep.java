package org.medley.jobs.cli;

import org.medley.jobs.control.Release;
import org.medley.jobs.control.RunState;
import org.medley.jobs.error.ExitCode;

/**
 * What a person does next.
 *
 * @param command what to type; empty: nothing
 * @param why the reason, in a sentence
 */
record NextStep(String command, String why) {
  private static final NextStep NOTHING =
      new NextStep("", "Nothing: the next night is run by its schedule.");

  /** After the last night. */
  static NextStep after(LastNight last, java.util.Optional<Release> current) {
    if (last.run().filter(run -> run.phase() == RunState.Phase.RUNNING).isPresent()) {
      return new NextStep(
          "medley runs wait " + last.runId().orElseThrow(), "A night is running: wait for it.");
    }
    if (last.isRetried() && !last.asked().isNight()) {
      return new NextStep(
          "", "Run 'medley " + last.asked().command() + "' again: it goes on where it stopped.");
    }
    if (last.isRetried()) {
      ExitCode code = last.exitCode();
      if (code == ExitCode.CONFIGURATION) {
        return new NextStep("medley check", "Mend the configuration; then run 'medley retry'.");
      }
      return code.retry()
          ? new NextStep("medley retry", "The night goes on where it stopped.")
          : new NextStep(
              "medley retry", "Mend what the reason says first; the night then goes on there.");
    }
    if (last.run().isEmpty() && last.attempt().isEmpty()) {
      return new NextStep("medley nightly", "No night was run in this lake yet.");
    }
    return current
        .filter(release -> !release.refused().isEmpty())
        .map(
            release ->
                new NextStep(
                    "medley explain " + release.releaseId(),
                    "A gate refused "
                        + String.join(", ", release.refused())
                        + ": a person decides; its older rows stand."))
        .orElse(NOTHING);
  }
}
