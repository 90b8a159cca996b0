package org.medley.jobs.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.jobs.control.Asked;

class AttemptsTest {
  @Test
  void anAttemptIsReadAsItWasWrittenAndReplacedAsAWhole(@TempDir Path folder) throws IOException {
    Attempts attempts = new Attempts(folder.toUri().toString(), new Configuration());
    assertThat(attempts.all()).isEmpty();
    Attempt begun = attempt(1, Attempts.owner(), null, "");
    attempts.write(begun);
    assertThat(attempts.all()).containsExactly(begun);
    assertThat(begun.phase()).isEqualTo(Attempt.Phase.RUNNING);

    Attempt ended = attempt(1, Attempts.owner(), 78, "failed");
    attempts.write(ended);

    assertThat(attempts.all()).containsExactly(ended);
    assertThat(ended.phase()).isEqualTo(Attempt.Phase.ENDED);
    try (var files = Files.list(folder.resolve("ops/attempts"))) {
      assertThat(files.map(file -> file.getFileName().toString())).hasSize(1);
    }
  }

  @Test
  void anAttemptWhoseProcessIsGoneAndLeftNoWordWasKilled() {
    String owner = Attempts.owner();
    String gone = owner.substring(0, owner.indexOf('/')) + "/999999999/1";

    assertThat(attempt(1, gone, null, "").phase()).isEqualTo(Attempt.Phase.LOST);
    assertThat(attempt(1, gone, null, "").code().number()).isEqualTo(143);
  }

  @Test
  void onlyTheNewestAreKept(@TempDir Path folder) throws IOException {
    Attempts attempts = new Attempts(folder.toUri().toString(), new Configuration());
    for (int i = 1; i <= Attempts.KEPT + 3; i++) {
      attempts.write(attempt(i, "elsewhere/1/1", 0, "noop"));
    }

    attempts.forget();
    List<Attempt> kept = attempts.all();
    assertThat(kept).hasSize(Attempts.KEPT);
    assertThat(kept.get(0).begunMillis()).isEqualTo(4);
  }

  private static Attempt attempt(long millis, String owner, Integer exitCode, String result) {
    return new Attempt(
        Attempts.id(Instant.ofEpochMilli(millis)),
        "2024-05-31",
        owner,
        millis,
        exitCode == null ? 0 : millis + 1,
        exitCode,
        result,
        "",
        "",
        0,
        Asked.NIGHT);
  }
}
