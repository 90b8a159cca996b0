package org.medley.jobs.cli;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.logging.log4j.LogManager;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SignalUtils;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.night.StopRequest;

/**
 * What a night does when it is told to end: it ends at the next boundary between steps. A step that
 * takes longer than {@link #GRACE} is cancelled, and the process is gone within ten seconds of the
 * first signal, or at once with the second one. Whatever happens, the next night goes on there.
 */
final class Interruption {
  /** How long a step may go on after the signal. */
  static final Duration GRACE = Duration.ofSeconds(3);

  /** How long the night may take after that to record how it ended. */
  private static final Duration RECORDING = Duration.ofSeconds(6);

  private static final Map<String, ExitCode> SIGNALS =
      Map.of("TERM", ExitCode.TERMINATED, "INT", ExitCode.INTERRUPTED);

  private final StopRequest stop;
  private final Thread night;
  private final AtomicBoolean signalled = new AtomicBoolean();

  private Interruption(StopRequest stop, Thread night) {
    this.stop = stop;
    this.night = night;
  }

  /** From now on signals ask {@code stop} to end the night that this thread runs. */
  static void arm(StopRequest stop) {
    Interruption interruption = new Interruption(stop, Thread.currentThread());
    SIGNALS.forEach(
        (signal, exitCode) -> SignalUtils.register(signal, () -> interruption.on(exitCode)));
  }

  /** Tells that the signal was dealt with, so that nobody else ends the process. */
  private boolean on(ExitCode exitCode) {
    if (signalled.getAndSet(true)) {
      Runtime.getRuntime().halt(exitCode.number());
    }
    stop.stop(exitCode);
    Thread ending = new Thread(() -> end(exitCode), "medley-stop");
    ending.setDaemon(true);
    ending.start();
    return true;
  }

  private void end(ExitCode exitCode) {
    try {
      Thread.sleep(GRACE.toMillis());
      if (!stop.obeyed()) {
        if (SparkSession.getDefaultSession().isDefined()) {
          SparkSession.getDefaultSession().get().sparkContext().cancelAllJobs();
        }
        night.interrupt();
      }
      Thread.sleep(RECORDING.toMillis());
    } catch (InterruptedException | RuntimeException e) {
      LogManager.getLogger(Interruption.class).warn("the step could not be cancelled", e);
    }
    Runtime.getRuntime().halt(exitCode.number());
  }
}
