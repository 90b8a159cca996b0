package org.medley.jobs.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.pull.Loopback.Answer;
import org.medley.jobs.pull.Loopback.Asked;

class BulkFaultsTest extends PullFixture {
  private static final String STATUS = "/fhir/status/1";
  private static final String LONG =
      "{\"resourceType\":\"Patient\",\"id\":\"long\",\"x\":\"" + "y".repeat(200_000) + "\"}";

  @Test
  void aBusyServerIsWaitedForAsLongAsItSays() {
    server.exports("Patient", ANNA);
    server
        .web()
        .next("/fhir/$export", Answer.of(429, "", "Retry-After", "120"), Answer.of(429, ""));
    server
        .web()
        .next(
            STATUS,
            Answer.of(202, "", "X-Progress", "12 of 40 done", "Retry-After", "30"),
            Answer.of(429, "", "Retry-After", inTheServersTime(Duration.ofSeconds(45))),
            Answer.of(202, ""));
    List<String> told = new ArrayList<>();

    pull(settings(), told::add);

    assertThat(told).contains("12 of 40 done");
    assertThat(time.slept()).hasSize(5);
    assertThat(time.slept().get(0)).isEqualTo(Duration.ofSeconds(120));
    assertThat(time.slept().get(1)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(time.slept().get(2)).isEqualTo(Duration.ofSeconds(30));
    assertThat(time.slept().get(3)).isBetween(Duration.ofSeconds(43), Duration.ofSeconds(46));
    assertThat(server.kickOffs()).hasSize(3);
  }

  /** The server's clock is real, and months from ours: only its own dates agree with it. */
  private static String inTheServersTime(Duration later) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        Instant.now().plus(later).atZone(ZoneOffset.UTC));
  }

  @Test
  void pollsComeEverMoreSlowlyAndNotInStep() {
    server.exports("Patient", ANNA);
    for (int i = 0; i < 12; i++) {
      server.web().next(STATUS, Answer.of(202, ""));
    }

    pull(settings());

    List<Duration> slept = time.slept();
    assertThat(slept).hasSize(12).doesNotHaveDuplicates();
    for (int i = 0; i < slept.size(); i++) {
      long full = Math.min(60_000, 1000L << i);
      assertThat(slept.get(i).toMillis()).isBetween(full / 2, full);
    }
  }

  @Test
  void aTransientErrorIsAskedAgain() {
    server.exports("Patient", ANNA);
    server
        .web()
        .next(
            STATUS,
            Answer.outcome(503, "timeout"),
            Answer.outcome(500, "transient"),
            Answer.outcome(400, "lock-error"),
            Answer.of(504, "<html>gateway</html>"));

    assertThat(pull(settings())).hasSize(1);
    assertThat(server.web().asked("GET", STATUS)).hasSize(5);
    assertThat(server.kickOffs()).hasSize(1);
  }

  @Test
  void aFailedExportIsToldInCodesAndTheNextRunBeginsAfresh() {
    server.exports("Patient", ANNA);
    server.web().next(STATUS, Answer.outcome(500, "processing"));

    assertRefused(settings(), ExitCode.INPUT_OUTPUT)
        .hasMessageContaining("failed (status 500, processing)");
    assertThat(server.kickOffs()).hasSize(1);

    assertThat(pull(settings())).hasSize(1);
    assertThat(server.kickOffs()).hasSize(2);
  }

  @Test
  void anExportThatIsNotReadyInTimeIsAskedForAgainLater() {
    server.exports("Patient", ANNA);
    for (int i = 0; i < 40; i++) {
      server.web().next(STATUS, Answer.of(202, "", "Retry-After", "300"));
    }

    assertRefused(settings("timeouts: {give-up: 2h}"), ExitCode.INPUT_MISSING)
        .hasMessageContaining("not ready yet");
    assertThat(visible()).isEmpty();

    assertThat(pull(settings())).hasSize(1);
    assertThat(server.kickOffs()).hasSize(1);
  }

  @Test
  void aServerThatIsBusyForTooLongOrNotThereIsInputThatIsMissing() {
    for (int i = 0; i < 100; i++) {
      server.web().next("/fhir/$export", Answer.of(503, ""));
    }
    assertRefused(settings(), ExitCode.INPUT_MISSING).hasMessageContaining("busy, or failing");
    assertThat(time.slept().stream().mapToLong(Duration::toMinutes).sum()).isLessThan(31);

    server.close();
    assertRefused(settings(), ExitCode.INPUT_MISSING).hasMessageContaining("cannot be reached");
  }

  @Test
  void theJobsOwnStatusCountsWhereItIsSeparate() {
    server.exports("Patient", ANNA);
    server.web().next(STATUS, Answer.of(200, "", "X-Export-Status", "202"));

    assertThat(pull(settings())).hasSize(1);

    server.web().next("/fhir/status/2", Answer.outcome(200, "fatal", "X-Export-Status", "500"));
    assertRefused(settings(), ExitCode.INPUT_OUTPUT).hasMessageContaining("status 500");
  }

  @Test
  void expiredLinksAreFetchedAgain() {
    server.freshLinks = true;
    server.exports("Patient", ANNA).exports("Condition", FEVER);
    server.web().next("/files/0", Answer.of(403, "<Error>Request has expired</Error>"));
    server.web().next("/files/1", Answer.of(410, ""));

    assertThat(pull(settings())).hasSize(1);

    assertThat(server.web().asked("GET", STATUS)).hasSize(3);
    assertThat(server.web().asked("GET", "/files/0"))
        .extracting(Asked::query)
        .containsExactly("signature=1", "signature=2");
  }

  @Test
  void linksThatAreAboutToExpireAreNotTried() {
    server.freshLinks = true;
    server.exports("Patient", ANNA);
    server
        .web()
        .next(
            STATUS,
            any ->
                Answer.of(
                    200,
                    """
                    {"transactionTime":"%s","output":[{"type":"Patient","url":"%s"}]}\
                    """
                        .formatted(server.transactionTime, server.web().uri("/files/9")),
                    "Expires",
                    inTheServersTime(Duration.ofSeconds(3))));

    assertThat(pull(settings())).hasSize(1);
    assertThat(server.web().asked("GET", "/files/9")).isEmpty();
  }

  @Test
  void aFileThatStaysForbiddenEndsThePull() {
    server.exports("Patient", ANNA);
    for (int i = 0; i < 10; i++) {
      server.web().next("/files/0", Answer.of(403, "secret"));
    }

    assertRefused(settings(), ExitCode.PERMISSION).hasMessageContaining("status 403");
    assertThat(server.web().asked("GET", "/files/0")).hasSize(4);
  }

  @Test
  void anExportThatTheServerForgetsMeanwhileIsAskedForOnceMore() {
    server.exports("Patient", ANNA);
    server.web().next("/files/0", Answer.of(404, ""));
    server.web().next(STATUS, any -> Answer.of(200, manifestOf("/files/0")));
    server.web().next(STATUS, Answer.of(404, ""));

    assertThat(pull(settings())).hasSize(1);
    assertThat(server.kickOffs()).hasSize(2);
    assertThat(visible()).hasSize(2);
    assertThat(unfinished()).isEmpty();
  }

  private String manifestOf(String file) {
    return """
    {"transactionTime":"%s","output":[{"type":"Patient","url":"%s"}]}\
    """
        .formatted(server.transactionTime, server.web().uri(file));
  }

  @Test
  void aBrokenDownloadGoesOnWhereItStopped() {
    for (boolean gzip : List.of(false, true)) {
      server.gzip = gzip;
      server.nothing().exports("Patient", LONG, ANNA);
      int before = server.web().asked("GET", "/files/0").size();
      server.web().next("/files/0", request -> server.file(request).cutAfter(150));
      server.web().next("/files/0", request -> server.file(request).cutAfter(20));

      List<Landed> landed = pull(settings("since: none"));

      List<Asked> asked = server.web().asked("GET", "/files/0");
      assertThat(asked.subList(before, asked.size()))
          .extracting(request -> request.header("Range").orElse(""))
          .containsExactly("", "bytes=150-", "bytes=170-");
      assertThat(asked.get(before + 1).header("If-Range")).hasValue(gzip ? "\"0-gz\"" : "\"0\"");
      assertThat(text(landed.get(0).name() + "/output/Patient-1.ndjson" + (gzip ? ".gz" : "")))
          .isEqualTo(LONG + "\n" + ANNA + "\n");
    }
  }

  @Test
  void aFileThatChangedMeanwhileIsFetchedAnew() {
    server.exports("Patient", LONG);
    server.web().next("/files/0", Answer.of(200, "old " + LONG, "ETag", "\"old\"").cutAfter(300));

    List<Landed> landed = pull(settings());

    assertThat(text(landed.get(0).name() + "/output/Patient-1.ndjson")).isEqualTo(LONG + "\n");
  }

  @Test
  void aServerWithoutRangesIsAskedForTheWholeAgain() {
    server.ranges = false;
    server.exports("Patient", LONG);
    server.web().next("/files/0", request -> server.file(request).cutAfter(100_000));

    List<Landed> landed = pull(settings());

    assertThat(server.web().asked("GET", "/files/0"))
        .extracting(request -> request.header("Range"))
        .containsOnly(java.util.Optional.empty());
    assertThat(text(landed.get(0).name() + "/output/Patient-1.ndjson")).isEqualTo(LONG + "\n");
  }

  @Test
  void aDownloadThatBreaksOffForEverEnds() {
    server.ranges = false;
    server.exports("Patient", LONG);
    for (int i = 0; i < 20; i++) {
      server.web().next("/files/0", request -> server.file(request).cutAfter(10));
    }

    assertRefused(settings(), ExitCode.INPUT_OUTPUT).hasMessageContaining("again and again");
    assertThat(server.web().asked("GET", "/files/0")).hasSize(6);
  }

  @Test
  void aStalledDownloadIsCutAndGoesOn() {
    server.exports("Patient", LONG);
    server.web().next("/files/0", request -> server.file(request).stalledAfter(1_000));

    long start = System.nanoTime();
    List<Landed> landed = pull(settings("timeouts: {idle: 1s}"));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    assertThat(text(landed.get(0).name() + "/output/Patient-1.ndjson")).isEqualTo(LONG + "\n");
    assertThat(server.web().asked("GET", "/files/0").get(1).header("Range"))
        .hasValue("bytes=1000-");
  }

  @Test
  void aBrokenGzipIsFetchedAgain() {
    server.exports("Patient", ANNA);
    byte[] broken =
        BulkServer.gzipped((ANNA + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
    broken[broken.length - 6] ^= 1;
    server.web().next("/files/0", Answer.bytes(200, broken, "Content-Encoding", "gzip"));

    List<Landed> landed = pull(settings());

    assertThat(text(landed.get(0).name() + "/output/Patient-1.ndjson")).isEqualTo(ANNA + "\n");
  }

  @Test
  void aCodingThatNobodyAskedForIsNotStored() {
    server.exports("Patient", ANNA);
    server.web().next("/files/0", Answer.of(200, "x", "Content-Encoding", "br"));

    assertRefused(settings(), ExitCode.UNSUPPORTED).hasMessageContaining("coding 'br'");
  }
}
