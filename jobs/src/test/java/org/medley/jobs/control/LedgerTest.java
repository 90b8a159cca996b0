package org.medley.jobs.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medley.jobs.lake.Output;
import org.medley.jobs.lake.Ticket;

class LedgerTest {
  private static final Instant START = Instant.parse("2024-06-01T00:00:00Z");

  @Test
  void onlyTheLatestEndOfAStepCounts() {
    Ledger ledger = Ledger.of(List.of(end(1, "events", "K1"), end(2, "events", "K2")));

    assertThat(ledger.done("events", "K2")).isPresent();
    assertThat(ledger.done("events", "K1")).isEmpty();
    assertThat(ledger.done("cohort", "K2")).isEmpty();
  }

  @Test
  void anInterruptedStepGetsTheSameTicketsAgainAndAFinishedOneDoesNot() {
    Entry claim = entry(Entry.Kind.CLAIM, 1, "events", "K1", Json.write(claim("a", 4L)));
    Tickets interrupted = new Tickets(Ledger.of(List.of(claim)));
    Tickets finished = new Tickets(Ledger.of(List.of(claim, end(2, "events", "K1"))));

    Ticket again = interrupted.claim("events", "K1", List.of("t"), "a").get("t");
    Ticket fresh = finished.claim("events", "K1", List.of("t"), "a").get("t");

    assertThat(again).isEqualTo(new Ticket("medley/t/a", 4, "K1", true));
    assertThat(fresh).isEqualTo(new Ticket("medley/t/a", 5, "K1", false));
  }

  @Test
  void anInterruptedStepWhoseKeyChangedGetsNewTickets() {
    Entry claim = entry(Entry.Kind.CLAIM, 1, "events", "K1", Json.write(claim("a", 4L)));

    Ticket ticket =
        new Tickets(Ledger.of(List.of(claim))).claim("events", "K2", List.of("t"), "a").get("t");

    assertThat(ticket).isEqualTo(new Ticket("medley/t/a", 5, "K2", false));
  }

  @Test
  void theReleasesThatStandAreTheChainBehindTheHead() {
    Ledger ledger =
        Ledger.of(List.of(head("R3"), release("R1", ""), release("R2", "R1"), release("R3", "R1")));

    assertThat(ledger.current().map(Release::releaseId)).contains("R3");
    assertThat(ledger.released().stream().map(Release::releaseId)).containsExactly("R3", "R1");
    assertThat(ledger.release("R2")).isPresent();
  }

  @Test
  void aStagedReleaseIsNotReleased() {
    Ledger ledger = Ledger.of(List.of(head(""), release("R1", "")));

    assertThat(ledger.current()).isEmpty();
    assertThat(Ledger.EMPTY.current()).isEmpty();
  }

  private static Claim claim(String slice, long version) {
    return new Claim(Map.of("medley/t/" + slice, version));
  }

  private static Entry end(long epoch, String step, String key) {
    StepEnd end = new StepEnd("{}", List.of(new Output("t", "a", epoch, 1)), 1, Map.of());
    return entry(Entry.Kind.STEP, epoch, step, key, Json.write(end));
  }

  private static Entry head(String releaseId) {
    return entry(
        Entry.Kind.LEASE, 9, "host/1/1", "", Json.write(new Head(START.toEpochMilli(), releaseId)));
  }

  private static Entry release(String id, String previous) {
    Release release =
        new Release(id, "2024-06-01", previous, List.of(), Map.of(), Map.of(), List.of());
    return entry(Entry.Kind.RELEASE, 1, id, "", Json.write(release));
  }

  private static Entry entry(Entry.Kind kind, long epoch, String name, String key, String details) {
    String state = kind == Entry.Kind.STEP ? Ledger.DONE : "claimed";
    return new Entry(
        kind, epoch, "run", name, key, state, Optional.empty(), START.plusSeconds(epoch), details);
  }
}
