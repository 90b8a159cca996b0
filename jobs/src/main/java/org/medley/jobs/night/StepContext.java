package org.medley.jobs.night;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.features.contract.TableContract;
import org.medley.jobs.control.Release;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.Output;
import org.medley.jobs.lake.Ticket;
import org.medley.jobs.source.Slice;

/** What a running step may do: read what its inputs wrote, and replace its own slices. */
public final class StepContext {
  private final SparkSession spark;
  private final Lake lake;
  private final String runId;
  private final Instant begun;
  private final Planned planned;
  private final Map<String, StepEnd> inputs;
  private final Map<String, Ticket> tickets;
  private final Optional<StepEnd> last;
  private final Publisher publisher;
  private final Map<String, Output> outputs = new LinkedHashMap<>();
  private final Map<String, Integer> parts = new HashMap<>();

  StepContext(
      SparkSession spark,
      Lake lake,
      String runId,
      Instant begun,
      Planned planned,
      Map<String, StepEnd> inputs,
      Map<String, Ticket> tickets,
      Optional<StepEnd> last,
      Publisher publisher) {
    this.spark = spark;
    this.lake = lake;
    this.runId = runId;
    this.begun = begun;
    this.planned = planned;
    this.inputs = inputs;
    this.tickets = tickets;
    this.last = last;
    this.publisher = publisher;
  }

  /** The session of this step. */
  public SparkSession spark() {
    return spark;
  }

  /** The lake. */
  public Lake lake() {
    return lake;
  }

  /** The run. */
  public String runId() {
    return runId;
  }

  /** When the night began, by the wall clock: for people only. */
  public Instant begun() {
    return begun;
  }

  /** The key of this step. */
  public String key() {
    return planned.key();
  }

  /** What the input step {@code name} left. */
  public StepEnd input(String name) {
    return Optional.ofNullable(inputs.get(name))
        .orElseThrow(
            () -> new IllegalArgumentException(planned.step().name() + " does not read " + name));
  }

  /** The slices of {@code table} that the input steps wrote, together; empty if none did. */
  public Dataset<Row> read(TableContract table) {
    return pins(table).stream()
        .map(output -> lake.read(table, output))
        .reduce(Dataset::unionByName)
        .orElseGet(() -> lake.empty(table));
  }

  /**
   * The slice {@code name} of {@code table} that an input step wrote, of which some can be read
   * alone.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  public Slice slice(TableContract table, String name) {
    return pins(table).stream()
        .filter(output -> output.slice().equals(name))
        .findFirst()
        .map(output -> new PinnedSlice(lake, table, output))
        .orElseThrow();
  }

  /** Whether an earlier, interrupted run of this very step may have written some of it. */
  public boolean isResumed() {
    return tickets.values().stream().anyMatch(Ticket::resumed);
  }

  /** Where the rows of {@link #read} stand. */
  public List<Output> pins(TableContract table) {
    return inputs.values().stream()
        .flatMap(end -> end.outputs().stream())
        .filter(output -> output.table().equals(table.name()))
        .toList();
  }

  /** What this step's last end left in its slice of {@code table}; empty if it never ended. */
  public Dataset<Row> previous(TableContract table) {
    return base(table).map(output -> lake.read(table, output)).orElseGet(() -> lake.empty(table));
  }

  /** This step's last end, whatever its key; empty if it never ended. */
  public Optional<StepEnd> last() {
    return last;
  }

  private Optional<Output> base(TableContract table) {
    return last.stream()
        .flatMap(end -> end.outputs().stream())
        .filter(output -> output.table().equals(table.name()))
        .findFirst();
  }

  /** Replaces this step's slice of {@code table}. */
  public Output write(TableContract table, Dataset<Row> rows) {
    return wrote(table, lake.replace(table, planned.step().slice(), rows, ticket(table)));
  }

  /**
   * Adds rows to this step's slice of {@code table}: to what it wrote just now, or else to what its
   * last end left.
   */
  public Output append(TableContract table, Dataset<Row> rows) {
    return wrote(table, lake.append(table, present(table), rows, ticket(table)));
  }

  /**
   * Removes from the same the rows that have any of the values of {@code removed}, distinct values
   * of some columns.
   */
  public Output remove(TableContract table, Dataset<Row> removed) {
    return wrote(table, lake.remove(table, present(table), removed, ticket(table)));
  }

  /** Takes back what this step wrote to {@code table} since its last end, before it fails. */
  public void withdraw(TableContract table) {
    base(table).ifPresent(before -> lake.withdraw(table, before));
  }

  private Output present(TableContract table) {
    Output now = outputs.get(table.name());
    return now == null ? base(table).orElseThrow() : now;
  }

  private Output wrote(TableContract table, Output output) {
    outputs.put(table.name(), output);
    return output;
  }

  /** Leaves this step's slice of {@code table} as its last end left it. */
  public void keep(TableContract table) {
    outputs.put(table.name(), base(table).orElseThrow());
  }

  /** The next part of the ticket of {@code table}. */
  private Ticket ticket(TableContract table) {
    Ticket whole =
        Optional.ofNullable(tickets.get(table.name()))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        planned.step().name() + " does not declare " + table));
    return whole.part(parts.merge(table.name(), 1, Integer::sum));
  }

  /** The rows of this step's own slice that it wrote just now. */
  public Dataset<Row> written(TableContract table) {
    return lake.read(table, outputs.get(table.name()));
  }

  /** The same, of which some can be read alone. */
  public Slice writtenSlice(TableContract table) {
    return new PinnedSlice(lake, table, outputs.get(table.name()));
  }

  /** Whether this step wrote its slice of {@code table} already. */
  public boolean hasWritten(TableContract table) {
    return outputs.containsKey(table.name());
  }

  /** How many rows its slice of {@code table} has, as it wrote it or as its last end left it. */
  public long size(TableContract table) {
    return present(table).rows();
  }

  /** What every input step left, by name. */
  public Map<String, StepEnd> inputs() {
    return Map.copyOf(inputs);
  }

  /** The current release; empty: none yet. */
  public Optional<Release> current() {
    return publisher.current();
  }

  /** Makes {@code release} the current one, if this run still holds the lease. */
  public void publish(Release release) {
    publisher.publish(release);
  }

  List<Output> outputs() {
    return new ArrayList<>(outputs.values());
  }
}
