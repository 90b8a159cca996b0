package org.medley.jobs.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import org.medley.jobs.control.LeaseState;
import org.medley.jobs.control.RunState;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/**
 * One call of a night, as schedulers make them: it gives way to another run as it was told, is
 * written down as an attempt however it ends, and tells who wants to know.
 *
 * @param options of the command, with the logical date where it is given
 * @param request what is asked of the night
 * @param existing what to do where another run holds the lease
 * @param patience how long to wait for another run
 */
record NightCall(Options options, NightRequest request, OnExisting existing, Duration patience) {

  /** The word for a call that gave way. */
  static final String SKIPPED = "skipped";

  /**
   * How a call ended.
   *
   * @param exitCode the code to end with
   * @param result in a word
   * @param night the night; empty if another run answered for it, or it gave way
   * @param ended how it ended; empty likewise
   * @param words what happened instead, in a sentence; empty where a night ran
   */
  record Answer(
      int exitCode,
      String result,
      Optional<NightRun> night,
      Optional<NightRun.Ended> ended,
      String words) {}

  /** Runs it. Whatever it throws was written down. */
  Answer run() {
    return run(night -> {});
  }

  /** The same; {@code prepared} looks at a night before it runs. */
  Answer run(Consumer<NightRun> prepared) {
    AttemptRecord record = AttemptRecord.begin(options, request.terms().asked());
    try {
      Answer answer = answer(prepared);
      record.ended(answer);
      return answer;
    } catch (RuntimeException | Error failure) {
      record.failed(failure);
      throw failure;
    }
  }

  private Answer answer(Consumer<NightRun> prepared) {
    while (true) {
      Optional<LeaseState> holder =
          existing == OnExisting.ATTACH || existing == OnExisting.SKIP
              ? new OtherRun(options).holder()
              : Optional.empty();
      if (holder.isPresent()) {
        Optional<Answer> instead = instead(holder.get());
        if (instead.isPresent()) {
          return instead.get();
        }
        continue;
      }
      try {
        return night(prepared);
      } catch (MedleyException e) {
        boolean givesWay = existing == OnExisting.ATTACH || existing == OnExisting.SKIP;
        if (e.exitCode() != ExitCode.LEASE_HELD || !givesWay) {
          throw e;
        }
        // Another run was quicker to take the lease: it is treated like one that was there before.
      }
    }
  }

  private Answer night(Consumer<NightRun> prepared) {
    NightRun night = NightRun.prepare(options, request);
    prepared.accept(night);
    NightRun.Ended ended = night.run();
    return new Answer(
        ended.exitCode(),
        ended.result().name().toLowerCase(java.util.Locale.ROOT),
        Optional.of(night),
        Optional.of(ended),
        "");
  }

  private Optional<Answer> instead(LeaseState holder) {
    if (existing == OnExisting.SKIP) {
      return Optional.of(
          told(ExitCode.DONE, SKIPPED, "run " + holder.runId() + " holds the lease"));
    }
    LocalDate date = NightRun.asOf(options, Clock.systemUTC());
    return new OtherRun(options)
        .wait(holder, date, patience)
        .map(
            run ->
                told(
                    run.exitCode(),
                    "attached",
                    "run " + run.runId() + " of the same date ended: " + words(run)));
  }

  private static String words(RunState run) {
    return run.words() + ", " + run.exitCode().meaning();
  }

  /** The answer of a call that ran no night. */
  static Answer told(ExitCode exitCode, String result, String words) {
    return new Answer(exitCode.number(), result, Optional.empty(), Optional.empty(), words);
  }
}
