package org.medley.jobs.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnosisTest {
  @ParameterizedTest
  @ValueSource(strings = {"No space left on device", "Disk quota exceeded", "File too large"})
  void whereNoMoreCanBeWrittenTheDiskIsFullHoweverDeepTheCause(String reason) {
    Throwable failure =
        new IllegalStateException("Job aborted", new IOException("part-0 (" + reason + ")"));

    MedleyException found = Diagnosis.of(failure, "medley.log");

    assertThat(found.exitCode()).isEqualTo(ExitCode.CANNOT_WRITE);
    assertThat(found).hasMessageContaining("the disk is full");
    assertThat(found.remedy()).contains("make room", "medley check");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Too many open files", "unable to create native thread: limit reached"})
  void whatTheOperatingSystemRefusesMayBeTriedAgain(String reason) {
    MedleyException found = Diagnosis.of(new IOException("/lake/a (" + reason + ")"), "medley.log");

    assertThat(found.exitCode()).isEqualTo(ExitCode.RESOURCE);
    assertThat(found.remedy()).contains("ulimit");
  }

  @Test
  void aFullFolderForTemporaryFilesIsNoInternalError() {
    Throwable failure =
        new IllegalStateException("Task failed", new UnsatisfiedLinkError("no snappyjava"));

    MedleyException found = Diagnosis.of(failure, "medley.log");

    assertThat(found.exitCode()).isEqualTo(ExitCode.CANNOT_WRITE);
    assertThat(found).hasMessageContaining("temporary files");
    assertThat(found.remedy()).contains("-Djava.io.tmpdir");
  }

  @Test
  void whatNobodyForesawIsNamedByItsKindAloneAndSentToTheLog() {
    MedleyException found =
        Diagnosis.of(new IllegalStateException("person 4711"), "logs/medley.log");

    assertThat(found.exitCode()).isEqualTo(ExitCode.INTERNAL);
    assertThat(found.getMessage()).contains("IllegalStateException").doesNotContain("4711");
    assertThat(found.remedy()).contains("logs/medley.log");
  }
}
