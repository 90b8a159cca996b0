package org.medley.jobs.source.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.jobs.function.RowCounts;

/**
 * The events of a source in two parts, and how many statements gave none: those that stand in one
 * resource alone, and, once these have been written and it is known that there are some, those that
 * look something up in another.
 */
public final class MappedEvents {
  private final Dataset<Row> plain;
  private final RowCounts counts;
  private final Function<Map<String, Long>, Looked> looking;
  private final List<RowCounts> all = new ArrayList<>();
  private Set<String> types = Set.of();

  /** The second part, and the counts of its statements. */
  record Looked(Dataset<Row> events, Set<String> types, RowCounts counts) {}

  /**
   * Events.
   *
   * @param plain the first part
   * @param counts the counts of its statements
   * @param looking gives the second part for the statements by view that look something up
   */
  MappedEvents(Dataset<Row> plain, RowCounts counts, Function<Map<String, Long>, Looked> looking) {
    this.plain = plain;
    this.counts = counts;
    this.looking = looking;
    this.all.add(counts);
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

  /** The first part, under {@code clinical.events}. */
  public Dataset<Row> plain() {
    return plain;
  }

  /**
   * The second part; empty if there is none. To be asked once, when the first part was computed in
   * whole, by {@link #compute} if by nothing else, and to be computed once.
   */
  public Optional<Dataset<Row>> looked() {
    Map<String, Long> waiting = counts.of(Interpretation.ELSEWHERE);
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    Looked looked = looking.apply(waiting);
    types = looked.types();
    all.add(looked.counts());
    return Optional.of(looked.events());
  }

  /** Computes the first part, where a write of it was found and not repeated. */
  public void compute() {
    plain.write().format("noop").mode("overwrite").save();
  }

  /** The resource types of the second part. */
  public Set<String> typesThatLook() {
    return types;
  }

  /** What was skipped, by view and reason; kinds with no rows are left out. */
  public List<Skipped> skipped() {
    List<Skipped> skipped = new ArrayList<>();
    for (String reason : Interpretation.REASONS) {
      Map<String, Long> rows = new TreeMap<>();
      all.forEach(part -> part.of(reason).forEach((view, own) -> rows.merge(view, own, Long::sum)));
      rows.forEach((view, own) -> skipped.add(new Skipped(view, reason, own)));
    }
    return skipped;
  }

  /** Events whose unit has no way to the canonical one of their code, superseded ones included. */
  public long unconvertible() {
    return all.stream()
        .flatMap(part -> part.of(Interpretation.UNCONVERTIBLE).values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }
}
