package org.medley.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medley.jobs.attempt.Attempt;
import org.medley.jobs.attempt.Attempts;
import org.medley.jobs.cli.ExplainCommand.Explanation;
import org.medley.jobs.control.Asked;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.Release;
import org.medley.jobs.control.RunDetails;
import org.medley.jobs.control.RunState;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/**
 * Which night was the last, why it failed, and what to do: on ledgers and attempts made by hand.
 */
class LastNightTest {
  private static final Instant START = Instant.parse("2024-06-01T00:00:00Z");
  private static final LocalDate DATE = LocalDate.parse("2024-05-31");
  private static final Asked ASKED =
      new Asked("nightly", Map.of("a", "1"), List.of(), List.of("features"), List.of());

  @Test
  void anAttemptThatFailedAfterTheLastRunIsTheLastNight() {
    LastNight last = LastNight.of(done(), List.of(attempt(9, 66, "failed", 0)), START);

    assertThat(last.words()).contains("before it held the lease (66, an input is not there yet)");
    assertThat(last.isRetried()).isTrue();
    assertThat(last.exitCode()).isEqualTo(ExitCode.INPUT_MISSING);
    assertThat(NextStep.after(last, Optional.empty()).command()).isEqualTo("medley retry");
  }

  @Test
  void theLedgerTellsOfAttemptsThatHeldTheLeaseAndGivingWayIsNoNight() {
    List<Attempt> attempts =
        List.of(
            attempt(9, 0, "published", 1),
            attempt(10, 75, "failed", 0),
            attempt(11, 0, "skipped", 0),
            attempt(12, 143, "attached", 0));

    LastNight last = LastNight.of(done(), attempts, START);

    assertThat(last.runId()).contains("R");
    assertThat(last.isRetried()).isFalse();
    assertThat(NextStep.after(last, Optional.empty()).command()).isEmpty();
  }

  @Test
  void aNightThatHadNothingToDoIsSeenUnderItsDate() {
    LastNight last = LastNight.of(Ledger.EMPTY, List.of(attempt(9, 0, "noop", 0)), DATE, START);

    assertThat(last.words()).isEqualTo("the night of 2024-05-31 had nothing to do");
    assertThat(last.isRetried()).isFalse();
    assertThat(
            LastNight.of(Ledger.EMPTY, List.of(attempt(9, 0, "noop", 0)), DATE.plusDays(1), START)
                .isNone())
        .isTrue();
  }

  @Test
  void aRetryAsksForWhatTheRunWasAskedFor() {
    Ledger failed =
        Ledger.of(
            List.of(
                run(RunState.STARTED, 0, RunDetails.of(4, ASKED)),
                run(RunState.FAILED_IN + "train:t", 1, RunDetails.failed(4, why(), ASKED))));

    LastNight last = LastNight.of(failed, List.of(), START);

    assertThat(last.asked()).isEqualTo(ASKED);
    assertThat(last.date()).contains(DATE);
    assertThat(last.why(failed)).isEqualTo("the file is gone");
    assertThat(ASKED.with(Map.of("a", "2", "b", "3")).settings())
        .isEqualTo(Map.of("a", "2", "b", "3"));
    assertThat(new Explanation(failed, START).of(RunState.of(failed, "R", START).orElseThrow()))
        .containsExactly(
            "Run R (night of 2024-05-31) failed in train:t: 74, reading or writing failed. 0 of 4"
                + " steps ended.",
            "Why: the file is gone.",
            "Remedy: bring it back.",
            "It released nothing; nothing was ever released in this lake.");
  }

  @Test
  void aKilledAttemptOfWhichTheLedgerKnowsIsToldByTheLedger() {
    String owner = Attempts.owner();
    String gone = owner.substring(0, owner.indexOf('/')) + "/999999999/1";
    Attempt killed = attempt(-5, null, "", 0, gone);
    Ledger lost = Ledger.of(List.of(run(RunState.STARTED, 0, RunDetails.of(4, ASKED))));

    assertThat(LastNight.of(lost, List.of(killed), START).words()).isEqualTo("run R was killed");
    assertThat(LastNight.of(Ledger.EMPTY, List.of(killed), START).words())
        .isEqualTo("the night of 2024-05-31 was killed before it held the lease");
  }

  @Test
  void aReleaseThatWasPreparedOnlyOrWithdrawnIsExplained() {
    Ledger staged = Ledger.of(List.of(release("L1", "staged", 1)));
    Ledger withdrawn =
        Ledger.of(
            List.of(release("L1", "staged", 1), release("L1", "withdrawn by ada: wrong units", 2)));

    assertThat(new Explanation(staged, START).of(staged.release("L1").orElseThrow()).get(0))
        .startsWith("Release L1 was prepared but never made visible");
    assertThat(new Explanation(withdrawn, START).of(withdrawn.release("L1").orElseThrow()).get(0))
        .startsWith("Release L1 was withdrawn by ada: wrong units");
    Ledger beside = Ledger.of(List.of(release("L1", Ledger.BESIDE, 1)));
    assertThat(beside.standing().stream().map(Release::releaseId)).containsExactly("L1");
    assertThat(new Explanation(beside, START).of(beside.release("L1").orElseThrow()).get(0))
        .contains("made by a backfill");
  }

  @Test
  void whichDatesAreRunAgainIsSaidByTheRerun() {
    Ledger failed =
        Ledger.of(
            List.of(
                run(RunState.STARTED, 0, RunDetails.of(1)),
                run(RunState.FAILED_IN + "x", 1, RunDetails.failed(1, ExitCode.INTERNAL))));
    for (Rerun rerun : Rerun.values()) {
      assertThat(rerun.wants(Ledger.EMPTY, DATE, START)).as("never run, " + rerun).isTrue();
    }
    assertThat(Rerun.NONE.wants(failed, DATE, START)).isFalse();
    assertThat(Rerun.FAILED.wants(failed, DATE, START)).isTrue();
    assertThat(Rerun.FAILED.wants(done(), DATE, START)).isFalse();
    assertThat(Rerun.COMPLETED.wants(done(), DATE, START)).isTrue();
  }

  @Test
  void missedNightsAreThoseAfterTheCurrentRelease() {
    Ledger current = Ledger.of(List.of(head("L1"), release("L1", "staged", 1)));

    assertThat(CatchUp.before(DATE.plusDays(4), current, 9))
        .containsExactly(DATE.plusDays(1), DATE.plusDays(2), DATE.plusDays(3));
    assertThat(CatchUp.before(DATE.plusDays(4), current, 1)).containsExactly(DATE.plusDays(3));
    assertThat(CatchUp.before(DATE, current, 9)).isEmpty();
    assertThat(CatchUp.before(DATE, Ledger.EMPTY, 9)).isEmpty();
    assertThat(CatchUp.goesOn(80)).isTrue();
    assertThat(CatchUp.goesOn(65)).isFalse();
  }

  private static MedleyException why() {
    return new MedleyException(ExitCode.INPUT_OUTPUT, "the file is gone", "bring it back");
  }

  private static Ledger done() {
    return Ledger.of(
        List.of(run(RunState.STARTED, 0, RunDetails.of(1)), run(Ledger.DONE, 1, RunDetails.of(1))));
  }

  private static Entry run(String state, int seconds, RunDetails details) {
    return entry(Entry.Kind.RUN, "nightly", state, seconds, Json.write(details));
  }

  private static Entry release(String id, String state, int seconds) {
    Release release =
        new Release(id, DATE.toString(), "", List.of(), Map.of(), Map.of(), List.of());
    return entry(Entry.Kind.RELEASE, id, state, seconds, Json.write(release));
  }

  private static Entry head(String release) {
    return entry(
        Entry.Kind.LEASE,
        "elsewhere/1/1",
        "free",
        0,
        "{\"expiresMillis\":0,\"releaseId\":\"" + release + "\"}");
  }

  private static Entry entry(
      Entry.Kind kind, String name, String state, int seconds, String details) {
    return new Entry(
        kind, 1, "R", name, "", state, Optional.of(DATE), START.plusSeconds(seconds), details);
  }

  private static Attempt attempt(int seconds, Integer exitCode, String result, long epoch) {
    return attempt(seconds, exitCode, result, epoch, "elsewhere/1/1");
  }

  private static Attempt attempt(
      int seconds, Integer exitCode, String result, long epoch, String owner) {
    long millis = START.plusSeconds(seconds).toEpochMilli();
    return new Attempt(
        Attempts.id(Instant.ofEpochMilli(millis)),
        DATE.toString(),
        owner,
        millis,
        exitCode == null ? 0 : millis,
        exitCode,
        result,
        "",
        "",
        epoch,
        ASKED);
  }
}
