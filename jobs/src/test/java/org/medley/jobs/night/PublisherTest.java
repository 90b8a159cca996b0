package org.medley.jobs.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.control.Asked;
import org.medley.jobs.control.Control;
import org.medley.jobs.control.Lease;
import org.medley.jobs.control.Release;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.release.Rollback;

@SparkTest
class PublisherTest {
  @Test
  void whatAPersonWithdrewIsNotPublishedAgain(SparkSession spark, @TempDir Path folder) {
    Clock clock = Clock.systemUTC();
    Control control = new Control(spark, folder.toString(), clock);
    Lease first = control.acquire("first");
    new Publisher(control, first, clock, Terms.of(Asked.NIGHT)).publish(release("R1", ""));
    new Publisher(control, first, clock, Terms.of(Asked.NIGHT)).publish(release("R2", "R1"));
    control.release(first);
    Lake lake = new Lake(spark, folder.toString());
    new Rollback(control, lake, clock, "ada").to(Optional.empty(), "wrong units");

    Publisher again =
        new Publisher(control, control.acquire("second"), clock, Terms.of(Asked.NIGHT));

    assertThatThrownBy(() -> again.publish(release("R2", "R1")))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("release R2 was withdrawn by ada: wrong units")
        .extracting(e -> ((MedleyException) e).exitCode())
        .isEqualTo(ExitCode.GATE_REFUSED);
    assertThat(control.ledger().current().map(Release::releaseId)).contains("R1");
  }

  @Test
  void whatABackfillMakesOfAnEarlierDateStandsBesideAndOfALaterOneInFront(
      SparkSession spark, @TempDir Path folder) {
    Clock clock = Clock.systemUTC();
    Control control = new Control(spark, folder.toString(), clock);
    Lease lease = control.acquire("first");
    Terms backfill = new Terms(Asked.NIGHT, false, true, false, new StopRequest());
    Publisher publisher = new Publisher(control, lease, clock, backfill);
    publisher.publish(release("R1", ""));

    publisher.publish(release("R0", "2024-05-30", "R1"));

    assertThat(control.ledger().current().map(Release::releaseId)).contains("R1");
    assertThat(control.ledger().beside().stream().map(Release::releaseId)).containsExactly("R0");
    publisher.publish(release("R2", "2024-06-02", "R1"));
    assertThat(control.ledger().standing().stream().map(Release::releaseId))
        .containsExactly("R2", "R1", "R0");
  }

  @Test
  void whatWasWithdrawnIsPublishedIfItIsAskedForAgain(SparkSession spark, @TempDir Path folder) {
    Clock clock = Clock.systemUTC();
    Control control = new Control(spark, folder.toString(), clock);
    Lease first = control.acquire("first");
    Publisher publisher = new Publisher(control, first, clock, Terms.of(Asked.NIGHT));
    publisher.publish(release("R1", ""));
    publisher.publish(release("R2", "R1"));
    control.release(first);
    new Rollback(control, new Lake(spark, folder.toString()), clock, "ada")
        .to(Optional.empty(), "wrong units");

    Terms again = new Terms(Asked.NIGHT, false, false, true, new StopRequest());
    new Publisher(control, control.acquire("second"), clock, again).publish(release("R2", "R1"));

    assertThat(control.ledger().current().map(Release::releaseId)).contains("R2");
    assertThat(control.ledger().withdrawn("R2")).isEmpty();
  }

  private static Release release(String id, String previous) {
    return release(id, "2024-06-01", previous);
  }

  private static Release release(String id, String date, String previous) {
    return new Release(id, date, previous, List.of(), Map.of(), Map.of(), List.of());
  }
}
