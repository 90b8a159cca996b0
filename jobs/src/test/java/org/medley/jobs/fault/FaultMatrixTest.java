package org.medley.jobs.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.error.ExitCode;

/**
 * The faults that no other test injects, with real processes; {@code mvn verify -Pfaults}. Each
 * ends in the rows that a night releases which is left alone, and in a line of {@code
 * target/faults.csv}. The random kills take {@code -Dmedley.faults.rounds} rounds (50), each with
 * its number as seed.
 */
@SparkTest
@Tag("faults")
class FaultMatrixTest {
  private static final int REFUSED = ExitCode.GATE_REFUSED.number();
  private static final int ROUNDS = Integer.getInteger("medley.faults.rounds", 50);

  private static SmallSite site;
  private static Map<String, String> expected;
  private static long nightMillis;

  private final FaultLog log = new FaultLog();

  @BeforeAll
  static void aNightThatIsLeftAlone(SparkSession spark, @TempDir Path folder) throws Exception {
    site = SmallSite.in(folder);
    LakeState alone = new LakeState(site.lake("alone"));
    long began = System.nanoTime();
    NightProcess night = NightProcess.on(site, alone.folder()).start();
    assertThat(night.end()).as(night.said()).isEqualTo(REFUSED);
    nightMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    expected = alone.digests(spark);
  }

  /**
   * F01, F02, F03, F08, F10 and what lies between: the same lake is killed at each place in turn.
   */
  @Test
  void aNightThatIsKilledAtEveryPlace(SparkSession spark) throws Exception {
    LakeState lake = new LakeState(site.lake("places"));
    for (String[] fault :
        new String[][] {
          {"F01", "after-lease"},
          {"F02", "log-before-write:8"},
          {"F03", "log-before-link:8"},
          {"F04", "log-after-link:2"},
          {"F07", "after-step-end:2"},
          {"F10", "text-before-rename:2"},
          {"F08", "before-release-commit"},
          {"F08", "after-release-commit"}
        }) {
      NightProcess night = night(lake).haltAt(fault[1]).start();
      assertThat(night.end()).as(fault[1] + ": " + night.said()).isEqualTo(NightProcess.KILLED);
      log.add(fault[0], "halt at " + fault[1], night.end());
    }
    assertEndsAsIfLeftAlone(spark, lake);
  }

  /** F12: at random moments, until a night comes to its end. */
  @ParameterizedTest
  @MethodSource("seeds")
  void aNightThatIsKilledAtRandomMoments(int seed, SparkSession spark) throws Exception {
    LakeState lake = new LakeState(site.lake("seed-" + seed));
    Random random = new Random(seed);
    int kills = 1 + random.nextInt(3);
    for (int kill = 0; kill < kills; kill++) {
      NightProcess night = night(lake).start();
      long after = (long) (random.nextDouble() * nightMillis);
      if (!night.endsWithin(TimeUnit.MILLISECONDS.toSeconds(after))) {
        night.signal("KILL");
        assertThat(night.end()).isEqualTo(NightProcess.KILLED);
      }
      log.add("F12", "seed %d: kill -9 after %d ms".formatted(seed, after), night.end());
    }
    assertEndsAsIfLeftAlone(spark, lake);
  }

  static IntStream seeds() {
    return IntStream.rangeClosed(1, ROUNDS);
  }

  /** F32: who is told to end does so within ten seconds; told twice, at once. */
  @Test
  void aNightThatIsToldToEnd(SparkSession spark) throws Exception {
    LakeState lake = new LakeState(site.lake("signals"));
    for (Map.Entry<String, Integer> told : Map.of("TERM", 143, "INT", 130).entrySet()) {
      NightProcess night = night(lake).start().until(lake::isRunning).signal(told.getKey());
      assertThat(night.endsWithin(20)).as(told.getKey()).isTrue();
      assertThat(night.end()).as(night.said()).isEqualTo(told.getValue());
      log.add("F32", "SIG" + told.getKey(), night.end());
    }
    NightProcess twice = night(lake).start().until(lake::isRunning).signal("INT");
    Thread.sleep(300);
    twice.signal("INT");
    assertThat(twice.endsWithin(3)).isTrue();
    assertThat(twice.end()).isEqualTo(ExitCode.INTERRUPTED.number());
    log.add("F32", "SIGINT twice", twice.end());
    assertEndsAsIfLeftAlone(spark, lake);
  }

  /** F14 as it happens by itself: the lease of the one that was paused runs out. */
  @Test
  void aNightThatIsPausedUntilItsLeaseRanOut(SparkSession spark) throws Exception {
    LakeState lake = new LakeState(site.lake("zombie"));
    NightProcess paused = night(lake).start().until(lake::isRunning).signal("STOP");
    NightProcess early = night(lake).start();
    assertThat(early.end()).as(early.said()).isEqualTo(ExitCode.LEASE_HELD.number());
    TimeUnit.MINUTES.sleep(10);
    NightProcess next = night(lake).start();
    assertThat(next.end()).as(next.said()).isEqualTo(REFUSED);
    paused.signal("CONT");
    assertThat(paused.end()).as(paused.said()).isEqualTo(ExitCode.FENCED.number());
    log.add("F14", "paused until the lease ran out", early.end(), next.end(), paused.end());
    assertEndsAsIfLeftAlone(spark, lake);
  }

  /** F06: what only speeds up reading a log is torn. */
  @Test
  void aLakeWhosePointersToCheckpointsAreTorn(SparkSession spark) throws Exception {
    LakeState lake = new LakeState(site.lake("torn"));
    NightProcess first = night(lake).haltAt("after-step-end:8").start();
    assertThat(first.end()).as(first.said()).isEqualTo(NightProcess.KILLED);
    List<Path> pointers = files(lake.folder(), "_last_checkpoint");
    assertThat(pointers).isNotEmpty();
    for (Path pointer : pointers) {
      Files.writeString(pointer, "{\"version\":1");
    }
    log.add("F06", "torn _last_checkpoint of %d tables".formatted(pointers.size()), first.end());
    assertEndsAsIfLeftAlone(spark, lake);
  }

  /** F09: killed when the folder of the model holds its first file. */
  @Test
  void aNightThatIsKilledWhileItSavesItsModel(SparkSession spark) throws Exception {
    LakeState lake = new LakeState(site.lake("model"));
    Path models = lake.folder().resolve("models");
    NightProcess night = night(lake).start();
    night.until(() -> Files.isDirectory(models)).signal("KILL");
    assertThat(night.end()).isEqualTo(NightProcess.KILLED);
    log.add("F09", "kill -9 while the model is saved", night.end());
    assertEndsAsIfLeftAlone(spark, lake);
  }

  /** F33: every third task fails at first, on whatever file. */
  @Test
  void aNightWhoseTasksFailAtFirst(SparkSession spark) throws Exception {
    LakeState lake = new LakeState(site.lake("flaky"));
    NightProcess night =
        night(lake)
            .java(
                "-Dspark.master=local[2,4]",
                "-Dspark.driver.host=127.0.0.1",
                "-Dspark.driver.bindAddress=127.0.0.1",
                "-Dspark.ui.enabled=false",
                "-Dspark.sql.warehouse.dir=" + site.lake("warehouse").toUri(),
                "-Dspark.databricks.delta.snapshotPartitions=2",
                "-Dspark.hadoop.fs.file.impl=" + FlakyFiles.class.getName())
            .start();
    assertThat(night.end()).as(night.said()).isEqualTo(REFUSED);
    log.add("F33", "first attempts fail", night.end());
    assertEndsAsIfLeftAlone(spark, lake);
  }

  /** F31: whatever zone the machine is in; the logical date and the site's zone decide. */
  @ParameterizedTest
  @MethodSource("zones")
  void aNightInAnotherZone(String zone, SparkSession spark) throws Exception {
    LakeState lake = new LakeState(site.lake("zone-" + zone.length()));
    NightProcess night = night(lake).java("-Duser.timezone=" + zone, "-Duser.language=tr").start();
    assertThat(night.end()).as(night.said()).isEqualTo(REFUSED);
    log.add("F31", "zone " + zone + ", Turkish", night.end());
    assertEndsAsIfLeftAlone(spark, lake);
  }

  static Stream<String> zones() {
    return Stream.of("Pacific/Apia", "America/New_York");
  }

  /** F29. */
  @Test
  void aNightThatMayOpenFewFiles(SparkSession spark) throws Exception {
    LakeState lake = new LakeState(site.lake("files"));
    NightProcess night = night(lake).limited("-n 340").start();
    assertThat(night.end()).as(night.said()).isEqualTo(ExitCode.RESOURCE.number());
    assertThat(night.told()).contains("ulimit");
    log.add("F29", "ulimit -n 340", night.end());
    assertEndsAsIfLeftAlone(spark, lake);
  }

  /**
   * F23: an extract that was cut off is named, and nothing of it is lost when it is whole again.
   */
  @Test
  void anExtractThatWasCutOff(SparkSession spark) throws Exception {
    LakeState lake = new LakeState(site.lake("cut"));
    Path file = site.extract().resolve("Encounter.ndjson.gz");
    byte[] whole = Files.readAllBytes(file);
    try {
      Files.write(file, Arrays.copyOf(whole, whole.length / 2));
      NightProcess night = night(lake).start();
      assertThat(night.end()).as(night.said()).isEqualTo(ExitCode.DATA_REJECTED.number());
      assertThat(night.told()).contains("Encounter.ndjson.gz");
      log.add("F23", "a gzip file cut in half", night.end());
    } finally {
      Files.write(file, whole);
    }
    assertEndsAsIfLeftAlone(spark, lake);
  }

  /** F17: who reads while the next night runs sees the old release or the new one, whole. */
  @Test
  void aReaderWhileANightPublishes(SparkSession spark) throws Exception {
    LakeState lake = new LakeState(site.lake("read"));
    assertEndsAsIfLeftAlone(spark, lake);
    NightProcess night = night(lake).with("--as-of", "2024-06-01").start();
    Map<String, Map<String, String>> seen = new LinkedHashMap<>();
    int reads = 0;
    while (night.isAlive()) {
      String before = lake.current().orElseThrow().releaseId();
      Map<String, String> rows = lake.digests(spark);
      if (lake.current().orElseThrow().releaseId().equals(before)) {
        assertThat(seen.computeIfAbsent(before, first -> rows)).isEqualTo(rows);
        reads++;
      }
    }
    assertThat(night.end()).as(night.said()).isEqualTo(REFUSED);
    String after = lake.current().orElseThrow().releaseId();
    seen.putIfAbsent(after, lake.digests(spark));
    assertThat(seen).hasSize(2);
    assertThat(reads).isPositive();
    log.add("F17", reads + " reads while a night ran", night.end());
    log.write(true);
  }

  /** F24: a file of a released table is gone, and 'check' names it. */
  @Test
  void aReleasedFileThatIsGone(SparkSession spark) throws Exception {
    LakeState lake = new LakeState(site.lake("gone"));
    assertEndsAsIfLeftAlone(spark, lake);
    Path file = files(lake.folder().resolve("clinical/events"), ".parquet").get(0);
    byte[] whole = Files.readAllBytes(file);
    Files.delete(file);

    NightProcess check = night(lake).start("check");
    assertThat(check.end()).as(check.said()).isEqualTo(ExitCode.DATA_REJECTED.number());
    assertThat(check.said()).contains("clinical.events is damaged", file.getFileName().toString());
    log.add("F24", "a released file is deleted", check.end());
    Files.write(file, whole);
    assertEndsAsIfLeftAlone(spark, lake);
  }

  private void assertEndsAsIfLeftAlone(SparkSession spark, LakeState lake) throws Exception {
    NightProcess last = night(lake).start();
    assertThat(last.end()).as(last.said()).isEqualTo(REFUSED);
    log.add("-", "the next night", last.end());
    Map<String, String> rows = lake.digests(spark);
    log.write(rows.equals(expected));
    assertThat(rows).isEqualTo(expected);
  }

  private static NightProcess night(LakeState lake) {
    return NightProcess.on(site, lake.folder());
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.getFileName().toString().endsWith(ending)).toList();
    }
  }
}
