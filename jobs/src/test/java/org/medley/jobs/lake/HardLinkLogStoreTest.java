package org.medley.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.storage.LocalLogStore;
import io.delta.storage.LogStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HardLinkLogStoreTest {
  private static final String FIRST = LogStoreRacer.file(0);
  private static final String SECOND = LogStoreRacer.file(1);

  private final Configuration conf = new Configuration();
  private final HardLinkLogStore store = new HardLinkLogStore(conf);

  @TempDir private Path scratch;

  @Test
  void aVersionHoldsItsLinesAndNothingIsLeftBesideIt() throws IOException {
    write(store, FIRST, false, "{\"add\":\"Größe\"}", "{\"commitInfo\":1}");

    assertThat(read(FIRST)).containsExactly("{\"add\":\"Größe\"}", "{\"commitInfo\":1}");
    assertThat(names()).containsExactly(FIRST);
  }

  @Test
  void aVersionThatExistsIsRefusedAndKept() throws IOException {
    write(store, FIRST, false, "first");

    assertThatThrownBy(() -> write(store, FIRST, false, "second"))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining(FIRST);
    assertThat(read(FIRST)).containsExactly("first");
    assertThat(names()).containsExactly(FIRST);
  }

  @Test
  void aLinkWhoseAnswerWasLostCountsAsWrittenButAnotherWritersFileDoesNot() throws IOException {
    Path temporary = Files.writeString(scratch.resolve(".temporary"), "same");
    Files.createLink(scratch.resolve(FIRST), temporary);
    Files.writeString(scratch.resolve(SECOND), "same");

    HardLinkLogStore.publish(temporary, scratch.resolve(FIRST));
    assertThatThrownBy(() -> HardLinkLogStore.publish(temporary, scratch.resolve(SECOND)))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining(SECOND);
  }

  @Test
  void overwritingReplacesTheContentAndTheChecksumThatAnotherStoreLeft() throws IOException {
    write(new LocalLogStore(conf), "_last_checkpoint", true, "old");
    assertThat(names()).contains("._last_checkpoint.crc");

    write(store, "_last_checkpoint", true, "new");

    assertThat(read("_last_checkpoint")).containsExactly("new");
    assertThat(names()).containsExactly("_last_checkpoint");
  }

  @Test
  void aDirectoryThatDoesNotExistIsReported() {
    assertThatThrownBy(() -> write(store, "absent/" + FIRST, false, "first"))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("absent");
  }

  /**
   * The process is stopped as by {@code kill -9}, before or after the link of its third version.
   */
  @ParameterizedTest
  @CsvSource({"log-before-link, 2", "log-after-link, 3"})
  void aKilledWriterLeavesEachVersionAbsentOrCompleteAndRubbishUnlisted(
      String failpoint, int versions) throws Exception {
    Path log = Files.createDirectory(scratch.resolve("_delta_log"));
    Files.createFile(scratch.resolve("go"));
    ProcessBuilder writer = LogStoreRaceTest.racer(HardLinkLogStore.class, log, "ann", 5);
    writer.environment().put("MEDLEY_FAILPOINT", failpoint + ":3");
    Process process = writer.start();

    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(137);
    assertThat(listed("_delta_log/" + FIRST))
        .containsExactlyElementsOf(
            List.of(FIRST, SECOND, LogStoreRacer.file(2)).subList(0, versions));
    try (var files = Files.list(log)) {
      assertThat(files).as("the temporary file is still there").hasSize(versions == 2 ? 3 : 4);
    }
    write(store, "_delta_log/" + LogStoreRacer.file(versions), false, "the next run goes on");
    assertThat(listed("_delta_log/" + FIRST)).hasSize(versions + 1);
  }

  private void write(LogStore store, String name, boolean overwrite, String... lines)
      throws IOException {
    store.write(path(name), List.of(lines).iterator(), overwrite, conf);
  }

  private List<String> read(String name) throws IOException {
    List<String> lines = new ArrayList<>();
    try (var found = store.read(path(name), conf)) {
      found.forEachRemaining(lines::add);
    }
    return lines;
  }

  private List<String> listed(String from) throws IOException {
    List<String> names = new ArrayList<>();
    store.listFrom(path(from), conf).forEachRemaining(file -> names.add(file.getPath().getName()));
    return names;
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(scratch)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private org.apache.hadoop.fs.Path path(String name) {
    return new org.apache.hadoop.fs.Path(scratch.resolve(name).toUri());
  }
}
