package org.medley.jobs.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.contract.ControlRows;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

@SparkTest
class ControlTest {
  private static final Instant NIGHT = Instant.parse("2024-06-01T02:00:00Z");

  @Test
  void oneRunHoldsTheLeaseAndTheNextIsToldWhoDoes(SparkSession spark, @TempDir Path lake) {
    Control control = control(spark, lake, NIGHT);
    Lease first = control.acquire("run-1");

    assertThatThrownBy(() -> control.acquire("run-2"))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("run-1")
        .extracting(e -> ((MedleyException) e).exitCode())
        .isEqualTo(ExitCode.LEASE_HELD);

    control.release(first);
    assertThat(control.acquire("run-2").epoch()).isEqualTo(first.epoch() + 1);
  }

  @Test
  void aRunThatLostItsLeasePublishesNothing(SparkSession spark, @TempDir Path lake) {
    Control paused = control(spark, lake, NIGHT);
    Lease zombie = paused.acquire("run-1");
    Control later = control(spark, lake, NIGHT.plus(Control.LEASE).plusSeconds(1));
    Lease lease = later.acquire("run-2");
    later.append(List.of(release(lease, "R2")));
    later.publish(lease, "R2");

    paused.append(List.of(release(zombie, "R1")));
    assertThatThrownBy(() -> paused.publish(zombie, "R1"))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("took over")
        .extracting(e -> ((MedleyException) e).exitCode())
        .isEqualTo(ExitCode.FENCED);

    assertThat(later.ledger().current().map(Release::releaseId)).contains("R2");
    assertThat(later.ledger().released()).hasSize(1);
  }

  @Test
  void aLeaseIsProlongedOnlyWhenAThirdOfItIsGone(SparkSession spark, @TempDir Path lake) {
    Control control = control(spark, lake, NIGHT);
    Lease lease = control.acquire("run-1");
    long before = versions(spark, lake);
    control.renewIfDue(lease);

    assertThat(versions(spark, lake)).isEqualTo(before);
  }

  @Test
  void aDeadOwnerOfThisHostIsKnownAndALivingOrForeignOneIsNot() {
    String self = Owner.self();
    String host = self.substring(0, self.indexOf('/'));

    assertThat(Owner.isDead(self)).isFalse();
    assertThat(Owner.isDead(host + "/999999999/1")).isTrue();
    assertThat(Owner.isDead(host + "/" + ProcessHandle.current().pid() + "/1")).isTrue();
    assertThat(Owner.isDead("another-host/999999999/1")).isFalse();
  }

  @Test
  void aNewLakeHasAnEmptyLedger(SparkSession spark, @TempDir Path lake) {
    Control control = control(spark, lake, NIGHT);

    assertThat(control.exists()).isFalse();
    assertThat(control.ledger().current()).isEmpty();
  }

  @Test
  void aTableWhoseMakerDiedBeforeItsFirstRowServesTheNextRun(
      SparkSession spark, @TempDir Path lake) {
    io.delta.tables.DeltaTable.create(spark)
        .location(lake + "/ops/control")
        .addColumns(ControlRows.TABLE.schema())
        .partitionedBy(ControlRows.TABLE.partitions().toArray(String[]::new))
        .execute();
    Control control = control(spark, lake, NIGHT);

    assertThat(control.acquire("run-1").epoch()).isEqualTo(1);
    assertThat(control.ledger().of(Entry.Kind.LEASE)).hasSize(1);
  }

  @Test
  void ofRunsThatBeginANewLakeAtOnceOneHoldsTheLease(SparkSession spark, @TempDir Path lake) {
    List<CompletableFuture<Boolean>> runs =
        IntStream.range(0, 4)
            .mapToObj(run -> CompletableFuture.supplyAsync(() -> acquires(spark, lake, run)))
            .toList();

    assertThat(runs.stream().filter(CompletableFuture::join)).hasSize(1);
    assertThat(control(spark, lake, NIGHT).ledger().of(Entry.Kind.LEASE)).hasSize(1);
    Row table = io.delta.tables.DeltaTable.forPath(spark, lake + "/ops/control").detail().first();
    assertThat(table.<String, String>getJavaMap(table.fieldIndex("properties")))
        .containsEntry("delta.isolationLevel", "Serializable");
  }

  private static boolean acquires(SparkSession spark, Path lake, int run) {
    try {
      control(spark, lake, NIGHT).acquire("run-" + run);
      return true;
    } catch (MedleyException e) {
      assertThat(e.exitCode()).isEqualTo(ExitCode.LEASE_HELD);
      return false;
    }
  }

  private static long versions(SparkSession spark, Path lake) {
    return io.delta.tables.DeltaTable.forPath(spark, lake + "/ops/control").history().count();
  }

  private static Control control(SparkSession spark, Path lake, Instant now) {
    return new Control(spark, lake.toString(), Clock.fixed(now, ZoneOffset.UTC));
  }

  private static Entry release(Lease lease, String id) {
    Release release = new Release(id, "2024-06-01", "", List.of(), Map.of(), Map.of(), List.of());
    return new Entry(
        Entry.Kind.RELEASE,
        lease.epoch(),
        lease.runId(),
        id,
        "",
        "staged",
        Optional.empty(),
        NIGHT.plus(Duration.ofSeconds(lease.epoch())),
        Json.write(release));
  }
}
