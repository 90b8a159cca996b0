package org.medley.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.TableContract;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.cli.MedleyProcess;
import org.medley.jobs.control.Control;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.LedgerFiles;
import org.medley.jobs.control.Release;
import org.medley.jobs.control.RunState;
import org.medley.jobs.control.RunState.Phase;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.Output;
import org.medley.jobs.release.Contracts;
import org.medley.jobs.step.ReleaseStep;

/**
 * Real processes on a small extract: a night that is killed three times, at a data commit and right
 * before and after the release commit, interrupted once and then retried, ends in the same released
 * rows as one that is left alone. The extract is far too small for a model, so the gate refuses the
 * task and both nights say so with exit code 80.
 */
@SparkTest
class KilledNightTest {
  private static final int KILLED = 137;
  private static final int REFUSED = 80;
  private static final int TERMINATED = 143;

  @Test
  void aNightKilledThreeTimesReleasesTheSameRows(SparkSession spark, @TempDir Path folder)
      throws Exception {
    Path alone = folder.resolve("alone");
    Path killed = folder.resolve("killed");

    Process undisturbed = start(alone, "");
    assertThat(night(killed, "after-data-commit:4")).isEqualTo(KILLED);
    assertThat(current(spark, killed)).isEmpty();
    interrupted(killed);
    assertThat(night(killed, "before-release-commit")).isEqualTo(KILLED);
    assertThat(current(spark, killed)).isEmpty();
    assertThat(night(killed, "after-release-commit")).isEqualTo(KILLED);
    Process retry = MedleyProcess.start(folder, "retry", "--lake", killed.toString());
    assertThat(retry.waitFor()).isEqualTo(REFUSED);
    assertThat(undisturbed.waitFor()).isEqualTo(REFUSED);

    Release one = current(spark, alone).get(0);
    Release other = current(spark, killed).get(0);
    assertThat(other.releaseId()).isEqualTo(one.releaseId());
    assertThat(rowsByTable(other)).isEqualTo(rowsByTable(one));
    for (TableContract table : Contracts.RELEASED) {
      Dataset<Row> first = rows(spark, alone, one, table);
      Dataset<Row> second = rows(spark, killed, other, table);
      assertThat(first.exceptAll(second).count()).as("rows only in the one: " + table).isZero();
    }
    assertThat(endsByStep(spark, killed)).isEqualTo(endsByStep(spark, alone));
    assertThat(card(spark, alone, one)).contains("Nothing is released");
    assertThat(card(spark, killed, other)).contains("Nothing is released");
  }

  /** Fault F32: who is told to end does so within ten seconds and leaves word, and gives back. */
  private static void interrupted(Path lake) throws Exception {
    Process night = start(lake, "");
    while (RunState.last(ledger(lake), Instant.now()).orElseThrow().phase() != Phase.RUNNING) {
      assertThat(night.isAlive()).isTrue();
      Thread.sleep(200);
    }
    night.destroy();

    assertThat(night.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(night.exitValue()).isEqualTo(TERMINATED);
    RunState ended = RunState.last(ledger(lake), Instant.now()).orElseThrow();
    assertThat(ended.exitCode()).isEqualTo(ExitCode.TERMINATED);
    assertThat(ended.phase()).isIn(Phase.FAILED, Phase.LOST);
  }

  private static Ledger ledger(Path lake) throws IOException {
    return LedgerFiles.read(lake.toUri().toString().replaceAll("/$", ""), new Configuration())
        .orElseThrow();
  }

  private static String card(SparkSession spark, Path lake, Release release) {
    String path = ReleaseStep.cardPath(release.releaseId(), "acute-care", "json");
    return new Lake(spark, lake.toString()).readText(path);
  }

  private static List<Release> current(SparkSession spark, Path lake) {
    return control(spark, lake).ledger().current().stream().toList();
  }

  /** Every step ended once, however often the night was killed. */
  private static Map<String, Long> endsByStep(SparkSession spark, Path lake) {
    return control(spark, lake).ledger().of(Entry.Kind.STEP).stream()
        .collect(Collectors.groupingBy(Entry::name, TreeMap::new, Collectors.counting()));
  }

  private static Control control(SparkSession spark, Path lake) {
    return new Control(spark, lake.toString(), Clock.systemUTC());
  }

  private static Map<String, Long> rowsByTable(Release release) {
    return release.pins().stream()
        .collect(Collectors.toMap(pin -> pin.table() + "/" + pin.slice(), Output::rows));
  }

  private static Dataset<Row> rows(
      SparkSession spark, Path lake, Release release, TableContract table) {
    Lake tables = new Lake(spark, lake.toString());
    Column[] columns =
        Arrays.stream(table.schema().fieldNames()).map(Column::new).toArray(Column[]::new);
    return release.pins().stream()
        .filter(pin -> pin.table().equals(table.name()))
        .map(pin -> tables.read(table, pin))
        .reduce(Dataset::unionByName)
        .orElseGet(() -> tables.empty(table))
        .select(columns);
  }

  private static int night(Path lake, String failpoint) throws IOException, InterruptedException {
    return start(lake, failpoint).waitFor();
  }

  private static Process start(Path lake, String failpoint) throws IOException {
    Path module = Path.of("").toAbsolutePath();
    Path extract = module.resolve("src/test/resources/synthea/fhir");
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of("-Xmx2g", "-Duser.timezone=UTC", "@" + module.resolve("target/jvm.flags")));
    command.addAll(MedleyProcess.QUICK);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "org.medley.jobs.cli.Medley",
            "nightly",
            "--conf",
            module.resolveSibling("conf").toString(),
            "--lake",
            lake.toString(),
            "--quiet",
            "--set",
            "tasks.acute-care.model={families: [logistic], folds: 2}",
            "--set",
            "tasks.acute-care.features={families: [demographics, utilisation], windows: [365d]}",
            "--set",
            ("sources={ehr: {kind: fhir, path: '%s', zone: UTC, extract-time:"
                    + " '2024-06-01T00:00:00Z', identifier-system:"
                    + " 'https://github.com/synthetichealth/synthea'}}")
                .formatted(extract)));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("MEDLEY_FAILPOINT", failpoint);
    File output = new File(lake + ".out");
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output));
    return builder.start();
  }
}
