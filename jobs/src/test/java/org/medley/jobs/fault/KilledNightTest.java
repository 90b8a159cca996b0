package org.medley.jobs.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.error.ExitCode;

/**
 * The faults that every build tries, one after the other on one lake and with real processes: a
 * full disk, a kill right behind a commit and one between two tables, two nights at once, and one
 * that was paused while another took over. What is released in the end is what a night releases
 * that is left alone. The rest of the matrix is in {@link FaultMatrixTest}.
 */
@SparkTest
class KilledNightTest {
  private static final int REFUSED = ExitCode.GATE_REFUSED.number();

  private final FaultLog log = new FaultLog();
  private SmallSite site;
  private LakeState lake;

  @BeforeEach
  void site(@TempDir Path folder) throws Exception {
    site = SmallSite.in(folder);
    lake = new LakeState(site.lake("killed"));
  }

  @AfterEach
  void nothingRuns() {
    NightProcess.endAll();
  }

  @Test
  void aNightOfManyFaultsReleasesTheSameRows(SparkSession spark) throws Exception {
    LakeState left = new LakeState(site.lake("alone"));
    NightProcess alone = NightProcess.on(site, left.folder()).start();

    fullDisk();
    killedAt("F04", "log-after-link:20");
    killedAt("F07", "after-data-commit:6");
    pausedWhileAnotherTakesOver(ofTwoTheOneThatRuns());

    assertThat(alone.end()).as(alone.said()).isEqualTo(REFUSED);
    Map<String, String> rows = lake.digests(spark);
    Map<String, String> expected = left.digests(spark);
    log.write(rows.equals(expected));
    assertThat(rows).isEqualTo(expected);
    assertThat(expected).containsKeys("clinical.events", "feature.matrix", "model.models");
    assertThat(lake.endsByStep()).isEqualTo(left.endsByStep());
  }

  /** Fault F27. */
  private void fullDisk() throws Exception {
    NightProcess night = night().limited("-f 290").start();

    assertThat(night.end()).as(night.said()).isEqualTo(ExitCode.CANNOT_WRITE.number());
    assertThat(night.told()).contains("the disk is full", "make room");
    assertThat(lake.current()).isEmpty();
    log.add("F27", "files of at most 290 KiB", night.end());
  }

  private void killedAt(String fault, String place) throws Exception {
    NightProcess night = night().haltAt(place).start();

    assertThat(night.end()).as(night.said()).isEqualTo(NightProcess.KILLED);
    assertThat(lake.current()).isEmpty();
    log.add(fault, "halt at " + place, night.end());
  }

  /** Fault F13: of two nights that start together one works and the other says so. */
  private NightProcess ofTwoTheOneThatRuns() throws Exception {
    NightProcess one = night().start();
    NightProcess other = night().start();
    while (one.isAlive() && other.isAlive()) {
      Thread.sleep(50);
    }
    NightProcess gone = one.isAlive() ? other : one;

    assertThat(gone.end()).as(gone.said()).isEqualTo(ExitCode.LEASE_HELD.number());
    log.add("F13", "two nights at once", gone.end());
    return one.isAlive() ? one : other;
  }

  /** Fault F14: who was paused and lost the lease publishes nothing. */
  private void pausedWhileAnotherTakesOver(NightProcess paused) throws Exception {
    paused.until(lake::isRunning).signal("STOP");
    NightProcess next = night().with("--on-existing", "supersede").start();
    assertThat(next.end()).as(next.said()).isEqualTo(REFUSED);
    String released = lake.current().orElseThrow().releaseId();
    paused.signal("CONT");

    assertThat(paused.end()).as(paused.said()).isEqualTo(ExitCode.FENCED.number());
    assertThat(lake.current().orElseThrow().releaseId()).isEqualTo(released);
    log.add("F14", "paused while another took over", next.end(), paused.end());
  }

  private NightProcess night() {
    return NightProcess.on(site, lake.folder());
  }
}
