package org.medley.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.storage.LocalLogStore;
import io.delta.storage.LogStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes race for the same versions of a Delta log. A version that both are told to have
 * written is a commit lost without an error.
 */
class LogStoreRaceTest {
  private static final List<String> RACERS = List.of("ann", "bob");

  @TempDir private Path scratch;

  @Test
  void deltasOwnStoreAcknowledgesSomeVersionsTwiceSoThisRaceCanBeLost() throws Exception {
    Map<Long, List<String>> acknowledged = race(LocalLogStore.class, 100);

    assertThat(acknowledged.values()).anyMatch(winners -> winners.size() == 2);
  }

  @Test
  void ourStoreAcknowledgesEachVersionToTheOneWriterWhoseContentIsThere() throws Exception {
    Map<Long, List<String>> acknowledged = race(HardLinkLogStore.class, 3_000);

    assertThat(acknowledged).hasSize(3_000);
    assertThat(acknowledged)
        .allSatisfy(
            (version, winners) ->
                assertThat(log().resolve(LogStoreRacer.file(version)))
                    .hasContent(winners.get(0) + " " + version));
    assertThat(acknowledged.values()).allMatch(winners -> winners.size() == 1);
    assertThat(acknowledged.values())
        .as("both must have run at the same time")
        .contains(List.of("ann"), List.of("bob"));
    try (var left = Files.list(log())) {
      assertThat(left).hasSize(3_000);
    }
  }

  private Map<Long, List<String>> race(Class<? extends LogStore> store, int versions)
      throws Exception {
    Files.createDirectory(log());
    List<Process> processes = new ArrayList<>();
    try {
      for (String racer : RACERS) {
        processes.add(racer(store, log(), racer, versions).start());
      }
      for (String racer : RACERS) {
        while (!Files.exists(scratch.resolve(racer + ".ready"))) {
          assertThat(processes).as("a racer ended early").allMatch(Process::isAlive);
          Thread.sleep(10);
        }
      }
      Files.createFile(scratch.resolve("go"));
      for (Process process : processes) {
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
      }
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
    return acknowledged();
  }

  /** A process that runs {@link LogStoreRacer} on {@code log}, whose parent holds the signals. */
  static ProcessBuilder racer(
      Class<? extends LogStore> store, Path log, String name, int versions) {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            LogStoreRacer.class.getName(),
            store.getName(),
            log.toString(),
            name,
            Integer.toString(versions))
        .redirectErrorStream(true)
        .redirectOutput(log.resolveSibling(name + ".output").toFile());
  }

  private Map<Long, List<String>> acknowledged() throws IOException {
    Map<Long, List<String>> winners = new HashMap<>();
    for (String racer : RACERS) {
      for (String version : Files.readAllLines(scratch.resolve(racer + ".acknowledged"))) {
        winners.computeIfAbsent(Long.valueOf(version), any -> new ArrayList<>()).add(racer);
      }
    }
    return winners;
  }

  private Path log() {
    return scratch.resolve("_delta_log");
  }
}
