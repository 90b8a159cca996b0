package org.medley.jobs.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.jobs.attempt.Attempt;
import org.medley.jobs.control.Asked;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Ledger;

class IncidentLogTest {
  private static final Instant NOW = Instant.parse("2024-06-01T02:00:00Z");
  private static final NoticeSettings ALL =
      new NoticeSettings(Optional.empty(), NoticeSettings.KINDS, Optional.empty(), "medley");

  @Test
  void peopleAreToldOnceOfEachIncidentAndOfItsEnd(@TempDir Path folder) throws IOException {
    assertThat(told(folder, ALL, 0, 65, 65, 74, 80, 80, 0, 0, 65))
        .containsExactly("failed", "failed", "refused", "recovered", "failed");
  }

  @Test
  void whoWantsOnlySomeKindsGetsThose(@TempDir Path folder) throws IOException {
    NoticeSettings refusals =
        new NoticeSettings(Optional.empty(), List.of("refused"), Optional.empty(), "medley");
    assertThat(told(folder, refusals, 65, 80, 0)).containsExactly("refused");
  }

  @Test
  void anIncidentSaysWhatToDo() {
    Incident incident = Incident.of(attempt(66), Ledger.EMPTY, "file:/lake");

    Map<?, ?> body = Json.read(incident.body(), Map.class);
    assertThat(body.get("why")).isEqualTo("because of 66");
    assertThat(body.get("meaning")).isEqualTo("an input is not there yet");
    assertThat(body.get("command")).isEqualTo("medley status");
    assertThat(body.get("dedupe_key")).isEqualTo(incident.key());
    assertThat(Incident.of(attempt(66), Ledger.EMPTY, "file:/lake").key())
        .isEqualTo(incident.key());
    assertThat(Incident.of(attempt(66), Ledger.EMPTY, "file:/other").key())
        .isNotEqualTo(incident.key());
  }

  private static List<String> told(Path folder, NoticeSettings settings, int... exitCodes)
      throws IOException {
    String root = folder.toUri().toString();
    Configuration hadoop = new Configuration();
    Outbox outbox = new Outbox(root, "incidents", hadoop);
    IncidentLog log = new IncidentLog(root, hadoop);
    int seconds = 0;
    for (int exitCode : exitCodes) {
      seconds++;
      log.tell(
          Incident.of(attempt(exitCode), Ledger.EMPTY, root),
          settings,
          outbox,
          NOW.plusSeconds(seconds));
    }
    List<String> kinds = new ArrayList<>();
    outbox.send(
        notice -> {
          kinds.add((String) Json.read(notice.body(), Map.class).get("kind"));
          return Delivery.Result.TAKEN;
        });
    return kinds;
  }

  private static Attempt attempt(int exitCode) {
    return new Attempt(
        "attempt-1",
        "2024-05-31",
        "elsewhere/1/1",
        1,
        2,
        exitCode,
        "",
        exitCode == 0 ? "" : "because of " + exitCode,
        "",
        0,
        Asked.NIGHT);
  }
}
