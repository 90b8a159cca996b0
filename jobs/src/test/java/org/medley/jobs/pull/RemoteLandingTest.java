package org.medley.jobs.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medley.jobs.pull.landing.Landing;

/** A lake that is not on this machine: what is unfinished lies elsewhere. */
class RemoteLandingTest extends PullFixture {
  /** Stands for a file system that is no local one. */
  public static final class Remote extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("remote:///");
    }

    @Override
    public String getScheme() {
      return "remote";
    }
  }

  private String temporary;

  @BeforeEach
  void elsewhere() {
    temporary = System.setProperty("java.io.tmpdir", folder.resolve("tmp").toString());
  }

  @AfterEach
  void back() {
    System.setProperty("java.io.tmpdir", temporary);
  }

  @Override
  Landing landing() {
    Configuration hadoop = new Configuration(false);
    hadoop.set("fs.remote.impl", Remote.class.getName());
    return Landing.of("remote://" + folder.resolve("lake"), "ehr", hadoop);
  }

  @Test
  void extractsAreChainedAndNothingUnfinishedIsInTheLake() throws IOException {
    server.exports("Patient", ANNA, BERT);
    pull(settings("level: group", "group: g"));
    server.transactionTime = "2026-03-01T21:00:00Z";
    List<Landed> second = pull(settings("level: group", "group: g"));

    assertThat(second).extracting(Landed::what).containsExactly("since");
    assertThat(visible())
        .containsExactly(
            "20260228T210000123Z/manifest.json",
            "20260228T210000123Z/output/Patient-1.ndjson",
            "20260301T210000000Z/manifest.json",
            "20260301T210000000Z/output/Patient-1.ndjson");
    assertThat(text("20260301T210000000Z/output/Patient-1.ndjson"))
        .isEqualTo(ANNA + "\n" + BERT + "\n");
    assertThat(unfinished()).isEmpty();
    Path work = landing().work();
    assertThat(work).startsWith(folder.resolve("tmp"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(work.getParent())))
        .isEqualTo("rwx------");
    try (var left = Files.list(work)) {
      assertThat(left.map(path -> path.getFileName().toString())).containsExactly(".lock");
    }
  }
}
