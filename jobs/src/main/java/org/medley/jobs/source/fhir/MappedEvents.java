package org.medley.jobs.source.fhir;

import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import scala.concurrent.Await;
import scala.concurrent.duration.Duration;

/** The events of a source, and after they were written, how many statements gave none. */
public final class MappedEvents {
  static final String UNCONVERTIBLE = "unconvertible";

  private static final int PATIENCE_SECONDS = 60;

  private final Dataset<Row> events;
  private final Observation observation;
  private final List<Skipped> kinds;

  MappedEvents(Dataset<Row> events, Observation observation, List<Skipped> kinds) {
    this.events = events;
    this.observation = observation;
    this.kinds = List.copyOf(kinds);
  }

  /**
   * Rows of a view that are no events. Their resources are accepted and stay in {@code
   * clinical.resources}.
   *
   * @param view the view
   * @param reason {@code no-subject} (no person, or one that the source does not hold), {@code
   *     no-code} or {@code no-time}
   * @param rows how many
   */
  public record Skipped(String view, String reason, long rows) {}

  /** The events, under {@code clinical.events}. */
  public Dataset<Row> events() {
    return events;
  }

  /**
   * What was skipped, by view and reason; kinds with no rows are left out. Counted while the events
   * were first written, without a pass of its own.
   *
   * @throws IllegalStateException if the events were not written (or read in whole) yet
   */
  public List<Skipped> skipped() {
    Row counts = counts();
    return kinds.stream()
        .map(
            kind ->
                new Skipped(
                    kind.view(),
                    kind.reason(),
                    counts.<Long>getAs(name(kind.view(), kind.reason()))))
        .filter(kind -> kind.rows() > 0)
        .toList();
  }

  /**
   * Events whose unit has no way to the canonical one of their code, superseded ones included.
   * Counted as in {@link #skipped}; 0 where there were no statements at all.
   */
  public long unconvertible() {
    Long rows = counts().getAs(UNCONVERTIBLE);
    return rows == null ? 0 : rows;
  }

  static String name(String view, String reason) {
    return view + "/" + reason;
  }

  private Row counts() {
    try {
      return Await.result(observation.future(), Duration.apply(PATIENCE_SECONDS + "s"));
    } catch (TimeoutException e) {
      throw new IllegalStateException("the events were not written yet", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the counts", e);
    }
  }
}
