package org.medley.jobs.sql;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.medley.features.contract.TableContract;
import org.medley.features.testing.TextTable;
import org.medley.jobs.contract.Risk;
import org.medley.jobs.control.Control;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Lease;
import org.medley.jobs.control.Release;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.Output;
import org.medley.jobs.lake.Ticket;

/** A lake whose releases are made by hand. */
final class ReleasedLake {
  private final SparkSession spark;
  private final Path root;
  private final Lake lake;

  ReleasedLake(SparkSession spark, Path root) {
    this.spark = spark;
    this.root = root;
    this.lake = new Lake(spark, root.toString());
  }

  Lake lake() {
    return lake;
  }

  /** The slice {@code slice} of {@code table} written anew as {@code rows}. */
  Output write(TableContract table, String slice, long version, String rows) {
    return lake.replace(
        table,
        slice,
        TextTable.rows(spark, table, rows),
        new Ticket("medley/" + table.name() + "/" + slice, version, table.name() + version, false));
  }

  /** Some risks, the first of a person whose number no double holds. */
  Output risks(long version, int people) {
    StringBuilder rows =
        new StringBuilder(
            """
            | task | subject_id       | as_of_date | index_time          | risk_score | reason_1 |
            | t    | 9007199254740993 | 2024-06-01 | 2024-05-31 12:30:01 | 0.5        |          |
            """);
    for (int person = 1; person < people; person++) {
      rows.append(
          "| t | %d | 2024-06-01 | 1900-01-01 00:00:00 | 1e-12 | ü' \"%d\", |\n"
              .formatted(9007199254740993L + person, person));
    }
    return write(Risk.TABLE, "t", version, rows.toString());
  }

  Release release(String id, List<Output> pins) {
    return new Release(id, "2024-06-01", "", pins, Map.of(), Map.of(), List.of());
  }

  void publish(Release release) {
    Clock clock = Clock.systemUTC();
    Control control = new Control(spark, root.toString(), clock);
    Lease lease = control.acquire("run");
    control.append(
        List.of(
            new Entry(
                Entry.Kind.RELEASE,
                lease.epoch(),
                lease.runId(),
                release.releaseId(),
                "",
                "staged",
                Optional.of(release.date()),
                clock.instant(),
                Json.write(release))));
    control.publish(lease, release.releaseId());
    control.release(lease);
  }
}
