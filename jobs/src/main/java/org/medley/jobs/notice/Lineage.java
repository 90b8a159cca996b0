package org.medley.jobs.notice;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.LeaseState;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.RunDetails;
import org.medley.jobs.control.RunState;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.lake.Output;

/**
 * The runs of a ledger as OpenLineage events (specification 2-0-2): one START and one COMPLETE or
 * FAIL of each attempt of a run, whose identity is made of the run and its lease. A run that was
 * killed FAILs when the next night tells.
 *
 * @param namespace namespace of the job
 * @param lake root of the lake: the namespace of its tables
 */
public record Lineage(String namespace, String lake) {
  private static final String SPEC = "https://openlineage.io/spec/";
  private static final String PRODUCER = "urn:medley:jobs";

  /**
   * What is to be told.
   *
   * @param notices the events, in order
   * @param epoch the lease up to which everything is told then
   */
  public record Told(List<Notice> notices, long epoch) {}

  /** The events of the runs of {@code ledger} after the lease {@code epoch} that are over. */
  public Told after(long epoch, Ledger ledger, Instant now) {
    TreeMap<Long, List<Entry>> runs = new TreeMap<>();
    for (Entry entry : ledger.of(Entry.Kind.RUN)) {
      if (entry.epoch() > epoch) {
        runs.computeIfAbsent(entry.epoch(), absent -> new ArrayList<>()).add(entry);
      }
    }
    List<Notice> notices = new ArrayList<>();
    long told = epoch;
    for (Map.Entry<Long, List<Entry>> run : runs.entrySet()) {
      Optional<Entry> started = row(run.getValue(), true);
      Optional<Entry> ended = row(run.getValue(), false);
      boolean running =
          ended.isEmpty()
              && ledger
                  .lease(now)
                  .filter(lease -> lease.epoch() == run.getKey())
                  .filter(lease -> lease.kind() == LeaseState.Kind.HELD)
                  .isPresent();
      if (running) {
        break;
      }
      started.ifPresent(
          begin -> {
            notices.add(event("START", begin, begin.recorded(), Map.of(), List.of()));
            notices.add(end(ledger, begin, ended));
          });
      told = run.getKey();
    }
    return new Told(notices, told);
  }

  private static Optional<Entry> row(List<Entry> rows, boolean started) {
    return rows.stream()
        .filter(row -> row.state().equals(RunState.STARTED) == started)
        .reduce((first, second) -> second);
  }

  private Notice end(Ledger ledger, Entry begin, Optional<Entry> ended) {
    List<Map<String, Object>> outputs = outputs(ledger, begin.epoch());
    if (ended.isPresent() && ended.get().state().equals(Ledger.DONE)) {
      return event("COMPLETE", begin, ended.get().recorded(), Map.of(), outputs);
    }
    String message =
        ended
            .map(
                row -> {
                  RunDetails details = Json.read(row.details(), RunDetails.class);
                  return row.state() + (details.why() == null ? "" : ": " + details.why());
                })
            .orElse("the process was killed");
    Map<String, Object> error =
        facet("facets/1-0-1/ErrorMessageRunFacet.json#/$defs/ErrorMessageRunFacet");
    error.put("message", message);
    error.put("programmingLanguage", "JAVA");
    Instant time = ended.map(Entry::recorded).orElse(begin.recorded());
    return event("FAIL", begin, time, Map.of("errorMessage", error), outputs);
  }

  private Notice event(
      String type,
      Entry run,
      Instant time,
      Map<String, Object> runFacets,
      List<Map<String, Object>> outputs) {
    UUID id = id(run);
    Map<String, Object> facets = new LinkedHashMap<>(runFacets);
    run.asOf()
        .ifPresent(
            date -> {
              Map<String, Object> nominal =
                  facet("facets/1-0-1/NominalTimeRunFacet.json#/$defs/NominalTimeRunFacet");
              nominal.put(
                  "nominalStartTime", date.atStartOfDay(ZoneOffset.UTC).toInstant().toString());
              facets.put("nominalTime", nominal);
            });
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("eventType", type);
    event.put("eventTime", time.toString());
    event.put("run", Map.of("runId", id.toString(), "facets", facets));
    event.put("job", Map.of("namespace", namespace, "name", run.name()));
    event.put("inputs", List.of());
    event.put("outputs", outputs);
    event.put("producer", PRODUCER);
    event.put("schemaURL", SPEC + "2-0-2/OpenLineage.json#/$defs/RunEvent");
    return new Notice(id + "-" + type, Json.write(event));
  }

  /** The identity of an attempt of a run: the same whenever it is told. */
  private UUID id(Entry run) {
    String key = lake + "\n" + run.runId() + "\n" + run.epoch();
    return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
  }

  /** Every table that the run wrote, at its last version. Row counts stay: they may be small. */
  private List<Map<String, Object>> outputs(Ledger ledger, long epoch) {
    Map<String, Long> versions = new TreeMap<>();
    for (Entry step : ledger.of(Entry.Kind.STEP)) {
      if (step.epoch() == epoch) {
        for (Output output : Json.read(step.details(), StepEnd.class).outputs()) {
          versions.merge(output.table(), output.version(), Math::max);
        }
      }
    }
    List<Map<String, Object>> outputs = new ArrayList<>();
    versions.forEach(
        (table, version) -> {
          Map<String, Object> pinned =
              facet(
                  "facets/1-0-1/DatasetVersionDatasetFacet.json#/$defs/DatasetVersionDatasetFacet");
          pinned.put("datasetVersion", Long.toString(version));
          Map<String, Object> output = new LinkedHashMap<>();
          output.put("namespace", lake);
          output.put("name", table);
          output.put("facets", Map.of("version", pinned));
          outputs.add(output);
        });
    return outputs;
  }

  private static Map<String, Object> facet(String schema) {
    Map<String, Object> facet = new LinkedHashMap<>();
    facet.put("_producer", PRODUCER);
    facet.put("_schemaURL", SPEC + schema);
    return facet;
  }
}
