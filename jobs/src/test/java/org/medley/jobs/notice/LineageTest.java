package org.medley.jobs.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.RunDetails;
import org.medley.jobs.control.RunState;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.lake.Output;

/** Events against the fields of the OpenLineage specification 2-0-2 (spec/OpenLineage.json). */
class LineageTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant START = Instant.parse("2024-06-01T00:00:00Z");
  private static final Lineage LINEAGE = new Lineage("hospital", "file:/lake");

  @Test
  void everyRunHasOneStartAndOneEndOfTheSameIdentity() throws IOException {
    Ledger ledger = ledger();

    Lineage.Told told = LINEAGE.after(0, ledger, START);

    List<String> types = new ArrayList<>();
    Set<String> runs = new HashSet<>();
    for (Notice notice : told.notices()) {
      JsonNode event = JSON.readTree(notice.body());
      valid(event);
      types.add(event.get("eventType").asText());
      runs.add(event.at("/run/runId").asText());
    }
    assertThat(types).containsExactly("START", "COMPLETE", "START", "FAIL", "START", "FAIL");
    assertThat(runs).hasSize(3);
    assertThat(told.epoch()).isEqualTo(3);
    assertThat(LINEAGE.after(0, ledger, START.plusSeconds(9)).notices())
        .as("told again it is the same")
        .isEqualTo(told.notices());
  }

  @Test
  void anEndNamesTablesWithTheirVersionsOrTheReasonOfTheFailure() throws IOException {
    List<Notice> notices = LINEAGE.after(0, ledger(), START).notices();

    JsonNode complete = JSON.readTree(notices.get(1).body());
    assertThat(complete.at("/outputs/0/name").asText()).isEqualTo("published.risk");
    assertThat(complete.at("/outputs/0/facets/version/datasetVersion").asText()).isEqualTo("7");
    assertThat(complete.at("/run/facets/nominalTime/nominalStartTime").asText())
        .isEqualTo("2024-05-31T00:00:00Z");
    assertThat(JSON.readTree(notices.get(3).body()).at("/run/facets/errorMessage/message").asText())
        .startsWith("failed in train:t");
    assertThat(JSON.readTree(notices.get(5).body()).at("/run/facets/errorMessage/message").asText())
        .isEqualTo("the process was killed");
  }

  @Test
  void eachRunIsToldOnceAndThePastIsNot(@TempDir Path folder) throws IOException {
    String root = folder.toUri().toString();
    Configuration hadoop = new Configuration();
    Outbox outbox = new Outbox(root, "lineage", hadoop);
    LineageCursor cursor = new LineageCursor(root, hadoop);
    cursor.tell(LINEAGE, ledger(), outbox, START);
    cursor.tell(LINEAGE, ledger(), outbox, START.plusSeconds(1));

    List<String> sent = new ArrayList<>();
    outbox.send(
        notice -> {
          sent.add(notice.key().replaceAll(".*-", ""));
          return Delivery.Result.TAKEN;
        });
    assertThat(sent).containsExactly("START", "FAIL");
  }

  private static void valid(JsonNode event) {
    fields(
        event,
        Set.of("eventTime", "producer", "schemaURL", "run", "job"),
        Set.of("eventType", "inputs", "outputs"));
    assertThat(event.get("eventType").asText())
        .isIn("START", "RUNNING", "COMPLETE", "ABORT", "FAIL", "OTHER");
    assertThat(OffsetDateTime.parse(event.get("eventTime").asText())).isNotNull();
    uri(event.get("producer"));
    assertThat(event.get("schemaURL").asText())
        .isEqualTo("https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent");
    fields(event.get("run"), Set.of("runId"), Set.of("facets"));
    assertThat(UUID.fromString(event.at("/run/runId").asText())).isNotNull();
    facets(event.at("/run/facets"));
    fields(event.get("job"), Set.of("namespace", "name"), Set.of("facets"));
    assertThat(event.get("inputs").isArray()).isTrue();
    for (JsonNode output : event.get("outputs")) {
      fields(output, Set.of("namespace", "name"), Set.of("facets", "outputFacets"));
      facets(output.get("facets"));
    }
  }

  /** The base facet requires its producer and schema. */
  private static void facets(JsonNode facets) {
    facets.forEach(
        facet -> {
          uri(facet.get("_producer"));
          uri(facet.get("_schemaURL"));
        });
  }

  private static void uri(JsonNode text) {
    assertThat(URI.create(text.asText()).isAbsolute()).isTrue();
  }

  private static void fields(JsonNode node, Set<String> required, Set<String> optional) {
    Set<String> found = new HashSet<>();
    node.fieldNames().forEachRemaining(found::add);
    assertThat(found).containsAll(required);
    found.removeAll(required);
    assertThat(optional).containsAll(found);
  }

  /** A run that ended, one that failed, and one that was killed. */
  private static Ledger ledger() {
    StepEnd end = new StepEnd("", List.of(new Output("published.risk", "t", 7, 3)), 1, Map.of());
    return Ledger.of(
        List.of(
            entry(Entry.Kind.RUN, 1, RunState.STARTED, 0, RunDetails.of(1)),
            entry(Entry.Kind.STEP, 1, Ledger.DONE, 1, end),
            entry(Entry.Kind.RUN, 1, Ledger.DONE, 2, RunDetails.of(1)),
            entry(Entry.Kind.RUN, 2, RunState.STARTED, 3, RunDetails.of(1)),
            entry(
                Entry.Kind.RUN,
                2,
                RunState.FAILED_IN + "train:t",
                4,
                RunDetails.failed(1, ExitCode.INTERNAL)),
            entry(Entry.Kind.RUN, 3, RunState.STARTED, 5, RunDetails.of(1))));
  }

  private static Entry entry(
      Entry.Kind kind, long epoch, String state, int seconds, Object details) {
    return new Entry(
        kind,
        epoch,
        "2024-05-31-abcd",
        kind == Entry.Kind.RUN ? "nightly" : "publish:t",
        "",
        state,
        Optional.of(LocalDate.parse("2024-05-31")),
        START.plusSeconds(seconds),
        Json.write(details));
  }
}
