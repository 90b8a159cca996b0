package org.medley.jobs.source;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import scala.concurrent.Await;
import scala.concurrent.duration.Duration;

/** Counts that Spark took while it wrote rows, without a pass of their own. */
public final class ObservedCounts {
  private static final int PATIENCE_SECONDS = 60;

  private ObservedCounts() {}

  /**
   * The counts of {@code observation} by name, those of zero left out.
   *
   * @throws IllegalStateException if the rows were not written (or read in whole) yet
   */
  public static Map<String, Long> of(Observation observation) {
    Row row = row(observation);
    Map<String, Long> counts = new TreeMap<>();
    for (String name : row.schema().fieldNames()) {
      Long count = row.getAs(name);
      if (count != null && count > 0) {
        counts.put(name, count);
      }
    }
    return counts;
  }

  private static Row row(Observation observation) {
    try {
      return Await.result(observation.future(), Duration.apply(PATIENCE_SECONDS + "s"));
    } catch (TimeoutException e) {
      throw new IllegalStateException("the rows were not written yet", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the counts", e);
    }
  }
}
