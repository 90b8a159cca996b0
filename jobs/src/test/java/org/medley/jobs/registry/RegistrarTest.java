package org.medley.jobs.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.control.Control;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Lease;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.registry.Decision.Act;

@SparkTest
class RegistrarTest {
  private static final Instant NOW = Instant.parse("2024-06-02T08:00:00Z");

  /** Three models: a retired, b champion, c refused by the gates and so the candidate. */
  @Test
  void peopleDecideOnceUnderTheLeaseWithNameTimeAndReason(SparkSession spark, @TempDir Path lake) {
    Control control = new Control(spark, lake.toString(), Clock.fixed(NOW, ZoneOffset.UTC));
    Lease lease = control.acquire("night");
    control.append(night(lease));
    Registrar ann = registrar(control);

    assertThatThrownBy(() -> ann.promote("c", "late"))
        .isInstanceOf(MedleyException.class)
        .extracting(e -> ((MedleyException) e).exitCode())
        .isEqualTo(ExitCode.LEASE_HELD);
    control.release(lease);

    usage(() -> ann.promote("a", ""), "is retired", "rollback t --to a");
    usage(() -> ann.rollback(Optional.of("c"), "no"), "never was champion", "promote t c");
    assertThat(registry(control).people()).isEmpty();

    Decision promoted = ann.promote("c", "the board agreed").orElseThrow();
    assertThat(promoted)
        .isEqualTo(Decision.ofPerson(Act.PROMOTED, "c", "b", "ann", "the board agreed"));
    assertThat(ann.promote("c", "again")).isEmpty();
    Registry.Made made = registry(control).last("c").orElseThrow();
    assertThat(made).isEqualTo(new Registry.Made(promoted, NOW));

    assertThat(ann.rollback(Optional.empty(), "alerts").orElseThrow().version()).isEqualTo("b");
    assertThat(ann.rollback(Optional.empty(), "retried")).isEmpty();
    assertThat(registry(control).champion().orElseThrow().version()).isEqualTo("b");
    assertThat(ann.rollback(Optional.of("a"), "further").orElseThrow().champion()).isEqualTo("b");
    assertThat(ann.rollback(Optional.of("a"), "further")).isEmpty();
    assertThat(registry(control).people()).hasSize(3);
    assertThat(control.acquire("next").epoch()).isGreaterThan(lease.epoch());
  }

  private static void usage(Runnable act, String what, String remedy) {
    assertThatThrownBy(act::run)
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining(what)
        .satisfies(
            e -> {
              assertThat(((MedleyException) e).exitCode()).isEqualTo(ExitCode.USAGE);
              assertThat(((MedleyException) e).remedy()).contains(remedy);
            });
  }

  private static Registrar registrar(Control control) {
    return new Registrar(
        control,
        Clock.fixed(NOW, ZoneOffset.UTC),
        "t",
        ledger -> Registry.of(ledger, "t", "train:t", "decide:t"),
        "ann");
  }

  private static Registry registry(Control control) {
    return Registry.of(control.ledger(), "t", "train:t", "decide:t");
  }

  private static List<Entry> night(Lease lease) {
    List<Entry> entries = new ArrayList<>();
    for (String version : List.of("a", "b", "c")) {
      Act act = version.equals("c") ? Act.REFUSED : Act.PROMOTED;
      Decision decision =
          new Decision(act, version, "", Decision.GATES, "so", "2024-06-01", "r1", List.of());
      Map<String, String> training =
          Map.of(
              Trained.VERSION, version, Trained.DIGEST, "d", Trained.REFERENCE_ID, "v-" + version);
      entries.add(end(lease, entries.size(), "train:t", training));
      entries.add(
          end(lease, entries.size(), "decide:t", Map.of(Registry.DECISION, Json.write(decision))));
    }
    return entries;
  }

  private static Entry end(Lease lease, int place, String step, Map<String, String> notes) {
    return new Entry(
        Entry.Kind.STEP,
        lease.epoch(),
        lease.runId(),
        step,
        "key",
        "done",
        Optional.empty(),
        NOW.minusSeconds(100 - place),
        Json.write(new StepEnd("{}", List.of(), 1, notes)));
  }
}
