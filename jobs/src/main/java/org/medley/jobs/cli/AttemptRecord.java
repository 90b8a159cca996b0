package org.medley.jobs.cli;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.logging.log4j.LogManager;
import org.medley.jobs.attempt.Attempt;
import org.medley.jobs.attempt.Attempts;
import org.medley.jobs.control.Asked;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.RunState;
import org.medley.jobs.error.Diagnosis;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.LakeAccess;
import org.medley.jobs.session.Sessions;

/**
 * Writes one attempt down as it begins and ends, and tells who wants to know. A lake that cannot be
 * written stops no night.
 */
final class AttemptRecord {
  private final Options options;
  private final Attempts attempts;
  private final Clock clock = Clock.systemUTC();
  private final Attempt begun;

  private AttemptRecord(Options options, Attempts attempts, Attempt begun) {
    this.options = options;
    this.attempts = attempts;
    this.begun = begun;
  }

  /** The attempt that begins now. */
  static AttemptRecord begin(Options options, Asked asked) {
    Configuration hadoop = Sessions.hadoop(options.conf());
    Instant now = Clock.systemUTC().instant();
    Attempt attempt =
        new Attempt(
            Attempts.id(now),
            date(options),
            Attempts.owner(),
            now.toEpochMilli(),
            0,
            null,
            "",
            "",
            "",
            0,
            asked);
    AttemptRecord record =
        new AttemptRecord(options, new Attempts(LakeAccess.root(options.lake()), hadoop), attempt);
    record.write(attempt);
    record.forget();
    return record;
  }

  /** A configuration that cannot be read will be told by the night itself. */
  private static String date(Options options) {
    try {
      return NightRun.asOf(options, Clock.systemUTC()).toString();
    } catch (MedleyException e) {
      return "";
    }
  }

  /** It came to its end. */
  void ended(NightCall.Answer answer) {
    boolean ran = answer.ended().isPresent() && !answer.result().equals("noop");
    Attempt attempt = of(answer.exitCode(), answer.result(), answer.words(), "", ran ? epoch() : 0);
    write(attempt);
    if (answer.night().isPresent()) {
      new Notices(options).after(attempt);
    }
  }

  /** It failed. */
  void failed(Throwable failure) {
    MedleyException problem = Diagnosis.of(failure, Logging.file());
    Attempt attempt =
        of(
            problem.exitCode().number(),
            "failed",
            problem.getMessage(),
            problem.remedy(),
            problem.exitCode() == ExitCode.LEASE_HELD ? 0 : epoch());
    write(attempt);
    new Notices(options).after(attempt);
  }

  private Attempt of(int exitCode, String result, String why, String remedy, long epoch) {
    return new Attempt(
        begun.id(),
        begun.asOf(),
        begun.owner(),
        begun.begunMillis(),
        clock.millis(),
        exitCode,
        result,
        why,
        remedy,
        epoch,
        begun.asked());
  }

  /** The epoch of the run that this process began since; 0: none. */
  private long epoch() {
    try {
      Ledger ledger = Recorded.of(options).ledger();
      return ledger.of(Entry.Kind.RUN).stream()
          .filter(run -> run.state().equals(RunState.STARTED))
          .filter(run -> !run.recorded().isBefore(Instant.ofEpochMilli(begun.begunMillis())))
          .filter(run -> run.asOf().map(LocalDate::toString).equals(Optional.of(begun.asOf())))
          .mapToLong(Entry::epoch)
          .max()
          .orElse(0);
    } catch (MedleyException noLedger) {
      return 0;
    }
  }

  private void forget() {
    try {
      attempts.forget();
    } catch (IOException | RuntimeException e) {
      LogManager.getLogger(AttemptRecord.class).warn("old attempts cannot be removed", e);
    }
  }

  private void write(Attempt attempt) {
    try {
      attempts.write(attempt);
    } catch (IOException | RuntimeException e) {
      LogManager.getLogger(AttemptRecord.class).warn("the attempt cannot be written down", e);
    }
  }
}
