package org.medley.jobs.cli;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import org.medley.jobs.control.Asked;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.night.StopRequest;
import org.medley.jobs.night.Terms;
import picocli.CommandLine.Option;

/** The options of commands that schedulers call to run nights. */
final class CallOptions {
  private static final Duration PATIENCE = Duration.ofHours(12);

  @Option(
      names = "--on-existing",
      paramLabel = "fail|attach|skip|supersede",
      defaultValue = "fail",
      description = {
        "Where another run holds the lease: fail ends with 75, skip with 0; attach waits for it"
            + " and",
        "ends with its code if it is of the same date, else runs then; supersede takes the lease",
        "over, and the other run ends with 76 before its next step. Default: fail."
      })
  private OnExisting existing;

  @Option(
      names = "--deadline",
      paramLabel = "D",
      converter = SpanConverter.class,
      description = {
        "No step begins later than this after the start, such as 6h; the night then ends with 143",
        "and goes on with the next call. Default: none."
      })
  private Duration deadline;

  private final StopRequest stop = new StopRequest();

  OnExisting existing() {
    return existing;
  }

  /** How long to wait for another run. */
  Duration patience() {
    return deadline == null ? PATIENCE : deadline;
  }

  /** From now on signals, and the deadline, stop what runs. */
  void arm() {
    Interruption.arm(stop);
    if (deadline != null) {
      new Timer("medley-deadline", true)
          .schedule(
              new TimerTask() {
                @Override
                public void run() {
                  stop.stop(ExitCode.TERMINATED);
                }
              },
              deadline.toMillis());
    }
  }

  /** The terms of a night that is called by these options. */
  Terms terms(Asked asked, boolean beside, boolean again) {
    return new Terms(asked, existing == OnExisting.SUPERSEDE, beside, again, stop);
  }
}
