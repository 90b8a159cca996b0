package org.medley.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

class LakeProbeTest {
  @TempDir private Path scratch;

  @Test
  void aLocalFileSystemIsFitForALakeAndNothingIsLeftInIt() {
    Path lake = scratch.resolve("new/lake");

    LakeProbe.probe(lake);

    assertThat(lake).isEmptyDirectory();
  }

  @Test
  void aLakeThatCannotBeMadeEndsWithItsRemedy() throws IOException {
    Path file = Files.createFile(scratch.resolve("file"));

    assertThatThrownBy(() -> LakeProbe.probe(file.resolve("lake")))
        .isInstanceOfSatisfying(
            MedleyException.class,
            problem -> {
              assertThat(problem.exitCode()).isEqualTo(ExitCode.CANNOT_WRITE);
              assertThat(problem.remedy()).contains("--lake");
            })
        .hasMessageContaining("cannot be written");
  }
}
