package org.medley.jobs.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medley.jobs.control.RunState.Phase;
import org.medley.jobs.error.ExitCode;

class RunStateTest {
  private static final Instant START = Instant.parse("2024-06-01T00:00:00Z");
  private static final LocalDate DATE = LocalDate.parse("2024-05-31");
  private static final RunDetails FINE = RunDetails.of(3);

  @Test
  void aRunWhoseProcessHoldsTheLeaseIsRunning() {
    RunState state = only(head(1, "held", 600), run(1, "R", RunState.STARTED, FINE));

    assertThat(state.phase()).isEqualTo(Phase.RUNNING);
    assertThat(state.ended()).isFalse();
  }

  @Test
  void aRunThatBeganAndHoldsNoLeaseWasKilled() {
    assertThat(only(head(1, "held", -1), run(1, "R", RunState.STARTED, FINE)).phase())
        .isEqualTo(Phase.LOST);
    assertThat(only(head(1, "free", 600), run(1, "R", RunState.STARTED, FINE)).exitCode())
        .isEqualTo(ExitCode.TERMINATED);
    assertThat(only(head(2, "held", 600), run(1, "R", RunState.STARTED, FINE)).phase())
        .isEqualTo(Phase.LOST);
  }

  @Test
  void aRunThatFailedHasTheExitCodeOfItsFailure() {
    RunDetails rejected = RunDetails.failed(3, ExitCode.DATA_REJECTED);
    RunState state =
        only(
            head(1, "free", 0),
            run(1, "R", RunState.STARTED, FINE),
            run(1, "R", RunState.FAILED_IN + "ingest:ehr", rejected));

    assertThat(state.exitCode()).isEqualTo(ExitCode.DATA_REJECTED);
    assertThat(state.words()).isEqualTo("failed in ingest:ehr");
  }

  @Test
  void aFailureWithoutItsCodeIsAnInternalError() {
    assertThat(only(head(1, "free", 0), run(1, "R", RunState.FAILED_IN + "x", FINE)).exitCode())
        .isEqualTo(ExitCode.INTERNAL);
  }

  @Test
  void aRunThatIsTriedAgainIsJudgedByItsLastAttempt() {
    RunState state =
        only(
            head(2, "free", 0),
            run(1, "R", RunState.FAILED_IN + "x", RunDetails.failed(3, ExitCode.INPUT_OUTPUT)),
            run(2, "R", Ledger.DONE, FINE));

    assertThat(state.exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aRunWhoseReleaseRefusedATaskEndsWithTheGatesCode() {
    assertThat(
            only(head(1, "free", 0), run(1, "R", Ledger.DONE, FINE), release(1, "R", "t"))
                .exitCode())
        .isEqualTo(ExitCode.GATE_REFUSED);
    assertThat(only(head(1, "free", 0), run(1, "R", Ledger.DONE, FINE), release(1, "R")).exitCode())
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void theNightOfADateIsItsLastRun() {
    Ledger ledger =
        Ledger.of(
            List.of(
                head(2, "free", 0),
                run(1, "R1", Ledger.DONE, FINE),
                run(2, "R2", RunState.FAILED_IN + "x", FINE)));

    assertThat(RunState.of(ledger, DATE, START).map(RunState::runId)).contains("R2");
    assertThat(RunState.of(ledger, DATE.plusDays(1), START)).isEmpty();
    assertThat(RunState.of(ledger, "R3", START)).isEmpty();
    assertThat(RunState.last(Ledger.EMPTY, START)).isEmpty();
  }

  private static RunState only(Entry... entries) {
    return RunState.of(Ledger.of(new ArrayList<>(List.of(entries))), "R", START).orElseThrow();
  }

  private static Entry head(long epoch, String state, long seconds) {
    return new Entry(
        Entry.Kind.LEASE,
        epoch,
        "R",
        "elsewhere/1/1",
        "",
        state,
        Optional.empty(),
        START,
        new Head(START.plusSeconds(seconds), "").json());
  }

  private static Entry run(long epoch, String id, String state, RunDetails details) {
    return new Entry(
        Entry.Kind.RUN,
        epoch,
        id,
        "nightly",
        "",
        state,
        Optional.of(DATE),
        START,
        Json.write(details));
  }

  private static Entry release(long epoch, String run, String... refused) {
    Release release =
        new Release("L", DATE.toString(), "", List.of(), Map.of(), Map.of(), List.of(refused));
    return new Entry(
        Entry.Kind.RELEASE,
        epoch,
        run,
        "L",
        "",
        "staged",
        Optional.of(DATE),
        START,
        Json.write(release));
  }
}
