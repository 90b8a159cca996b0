package org.medley.jobs.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.pull.Loopback.Answer;
import org.medley.jobs.pull.landing.Lock;

class BulkResumeTest extends PullFixture {
  private static final String BIG =
      "{\"resourceType\":\"Patient\",\"id\":\"big\",\"x\":\"" + "y".repeat(100_000) + "\"}";

  /** As if the process were killed: nobody catches it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private void exportThree() {
    server.exports("Patient", BIG, ANNA).exports("Condition", FEVER).exports("Patient", BERT);
    for (int i = 0; i < 3; i++) {
      server.web().next("/fhir/status/1", Answer.of(202, ""));
    }
  }

  @Test
  void aPullThatIsKilledAnywhereAsksForTheSameExportAndLandsTheSame() throws IOException {
    exportThree();
    AtomicInteger events = new AtomicInteger();
    pull(settings(), text -> events.incrementAndGet());
    String expected = text("20260228T210000123Z/manifest.json").replaceAll("signature=[0-9]+", "");
    assertThat(events.get()).isGreaterThan(8);

    for (int kill = 1; kill <= events.get(); kill++) {
      int at = kill;
      try (BulkServer fresh = new BulkServer(time)) {
        freshLake();
        AtomicInteger seen = new AtomicInteger();
        PullSettings settings = at(fresh);
        assertThatThrownBy(
                () ->
                    pull(
                        settings,
                        text -> {
                          if (seen.incrementAndGet() == at) {
                            throw new Killed();
                          }
                        }))
            .isInstanceOf(Killed.class)
            .hasMessage(null);
        assertThat(visible()).as("killed at event %d", at).isEmpty();

        pull(settings);

        assertThat(fresh.kickOffs()).as("killed at event %d", at).hasSize(1);
        assertThat(visible()).hasSize(4);
        assertThat(unfinished()).isEmpty();
        assertThat(text("20260228T210000123Z/manifest.json").replaceAll("127.0.0.1:[0-9]+", ""))
            .isEqualTo(expected.replaceAll("127.0.0.1:[0-9]+", "").replaceAll(scope(), scopeNow()));
        assertThat(fresh.web().asked("DELETE", "/fhir/status/1")).hasSize(1);
      }
    }
  }

  private PullSettings at(BulkServer fresh) {
    fresh.exports("Patient", BIG, ANNA).exports("Condition", FEVER).exports("Patient", BERT);
    for (int i = 0; i < 3; i++) {
      fresh.web().next("/fhir/status/1", Answer.of(202, ""));
    }
    return read("url: " + fresh.base(), "fhir");
  }

  private String first = "";

  private String scope() {
    return first;
  }

  private String scopeNow() {
    return manifest("20260228T210000123Z").path("medley").path("scope").asText();
  }

  private void freshLake() throws IOException {
    if (first.isEmpty()) {
      first = scopeNow();
    }
    org.medley.jobs.pull.landing.Folders.delete(folder.resolve("lake"));
  }

  @Test
  void aPullThatIsKilledAtAnyRequestConverges() throws IOException {
    for (int request = 1; request <= 9; request++) {
      int at = request;
      try (BulkServer fresh = new BulkServer(time)) {
        org.medley.jobs.pull.landing.Folders.delete(folder.resolve("lake"));
        PullSettings settings = at(fresh);
        Thread pulling = Thread.currentThread();
        AtomicInteger seen = new AtomicInteger();
        fresh
            .web()
            .hook(
                any -> {
                  if (seen.incrementAndGet() == at) {
                    pulling.interrupt();
                  }
                });
        boolean ended = endsByInterrupt(settings);

        pull(settings);

        assertThat(visible()).as("interrupted at request %d, %s", at, ended).hasSizeBetween(4, 8);
        assertThat(text("20260228T210000123Z/output/Patient-1.ndjson"))
            .isEqualTo(BIG + "\n" + ANNA + "\n");
        assertThat(unfinished()).isEmpty();
      }
    }
  }

  private boolean endsByInterrupt(PullSettings settings) {
    try {
      pull(settings);
      return false;
    } catch (org.medley.jobs.error.MedleyException e) {
      assertThat(e.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
      return true;
    } finally {
      // The next pull is another process.
      assertThat(Thread.interrupted()).isIn(true, false);
    }
  }

  @Test
  void whatWasFetchedBeforeAKillIsNotFetchedAgain() {
    exportThree();
    assertThatThrownBy(
            () ->
                pull(
                    settings(),
                    text -> {
                      if (text.startsWith("file 2 of 3")) {
                        throw new Killed();
                      }
                    }))
        .isInstanceOf(Killed.class)
        .hasMessage(null);

    pull(settings());

    assertThat(server.web().asked("GET", "/files/0")).hasSize(1);
    assertThat(server.web().asked("GET", "/files/1")).hasSize(2);
    assertThat(server.web().asked("GET", "/files/1").get(1).header("If-Range")).hasValue("\"1\"");
  }

  @Test
  void anExportThatTheServerForgotOvernightIsAskedForAfresh() {
    exportThree();
    assertThatThrownBy(
            () ->
                pull(
                    settings(),
                    text -> {
                      if (text.startsWith("file")) {
                        throw new Killed();
                      }
                    }))
        .isInstanceOf(Killed.class)
        .hasMessage(null);
    server.web().next("/fhir/status/1", Answer.of(404, ""));

    assertThat(pull(settings())).hasSize(1);
    assertThat(server.kickOffs()).hasSize(2);
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void theNextNightAsksSinceTheServersTimeAndAnotherScopeBeginsAnew() {
    server.exports("Patient", ANNA);
    pull(settings("types: [Patient]"));
    String night1 = server.transactionTime;
    time.pass(Duration.ofDays(1));
    server.transactionTime = "2026-03-01T22:00:00+01:00";

    List<Landed> second = pull(settings("types: [Patient]"));
    server.transactionTime = "2026-03-02T22:00:00+01:00";
    List<Landed> third = pull(settings("types: [Patient]"));
    List<Landed> wider = pull(settings("types: [Patient, Condition]"));
    List<Landed> always = pull(settings("types: [Patient]", "since: none"));

    assertThat(List.of(second, third, wider, always))
        .extracting(landed -> landed.get(0).what())
        .containsExactly("since", "since", "full", "full");
    assertThat(server.kickOffs())
        .extracting(request -> BulkServer.parameters(request).get("_since"))
        .containsExactly(null, List.of(night1), List.of("2026-03-01T22:00:00+01:00"), null, null);
    assertThat(second.get(0).name()).isEqualTo("20260301T210000000Z");
    assertThat(wider.get(0).name()).isEqualTo("20260302T210000001Z");
    assertThat(manifest(second.get(0).name()).path("medley").path("since").asText())
        .isEqualTo(night1);
  }

  @Test
  void everythingIsAskedForAgainAfterTheSpanForIt() {
    server.exports("Patient", ANNA);
    pull(settings("full-every: 30d"));
    time.pass(Duration.ofDays(28));
    assertThat(pull(settings("full-every: 30d")).get(0).what()).isEqualTo("since");
    time.pass(Duration.ofDays(2));
    assertThat(pull(settings("full-every: 30d")).get(0).what()).isEqualTo("full");
  }

  @Test
  void anIncrementMayBeEmptyButNotOlderThanWhatItBuildsOn() {
    server.exports("Patient", ANNA);
    pull(settings());
    server.nothing();
    server.transactionTime = "2026-03-01T22:00:00+01:00";
    assertThat(pull(settings()).get(0).files()).isZero();
    assertThat(visible()).contains("20260301T210000000Z/manifest.json");

    server.transactionTime = "2026-01-01T00:00:00Z";
    assertRefused(settings(), ExitCode.DATA_REJECTED).hasMessageContaining("went backwards");
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void onlyOnePullOfASourceRunsAtATime() {
    server.exports("Patient", ANNA);
    Lock lock = Lock.of(landing());
    try (lock) {
      assertRefused(settings(), ExitCode.LEASE_HELD).hasMessageContaining("another pull");
    }
    assertThat(pull(settings())).hasSize(1);
  }

  @Test
  void whatIsLeftOfAnotherScopeIsDroppedAndItsServerGetsNoTokenOfOurs() throws IOException {
    exportThree();
    assertThatThrownBy(
            () ->
                pull(
                    settings(),
                    text -> {
                      if (text.startsWith("file")) {
                        throw new Killed();
                      }
                    }))
        .isInstanceOf(Killed.class)
        .hasMessage(null);
    try (BulkServer other = new BulkServer(time)) {
      other.exports("Patient", ANNA);

      assertThat(pull(read("url: " + other.base(), "fhir"))).hasSize(1);

      assertThat(server.web().asked("DELETE", "/fhir/status/1")).isEmpty();
      assertThat(unfinished()).isEmpty();
      assertThat(Files.isDirectory(landed("20260228T210000123Z"))).isTrue();
    }
  }
}
