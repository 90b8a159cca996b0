package org.medley.jobs.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.registry.Decision.Act;
import org.medley.jobs.registry.Registry.State;

class RegistryTest {
  private static final String RULES = "r1";

  private final List<Entry> entries = new ArrayList<>();

  private void trained(String version) {
    end(
        "train:t",
        Map.of(
            Trained.VERSION,
            version,
            Trained.DIGEST,
            "digest-" + version,
            Trained.REFERENCE_ID,
            "reference-" + version,
            Trained.QUESTION,
            "q",
            Trained.BY,
            "ann"));
  }

  private void gates(Act act, String version) {
    Decision decision =
        new Decision(act, version, "", Decision.GATES, "as it is", "2024-06-01", RULES, List.of());
    end("decide:t", Map.of(Registry.DECISION, Json.write(decision)));
  }

  private void person(Act act, String version) {
    add(
        Entry.Kind.DECISION,
        "t",
        Json.write(Decision.ofPerson(act, version, "", "bob", "as it must be")));
  }

  private void end(String step, Map<String, String> notes) {
    add(
        Entry.Kind.STEP,
        step,
        Json.write(new StepEnd("{}", List.of(), 1, new LinkedHashMap<>(notes))));
  }

  private void add(Entry.Kind kind, String name, String details) {
    Instant time = Instant.EPOCH.plusSeconds(entries.size());
    entries.add(
        new Entry(kind, entries.size(), "run", name, "", "done", Optional.empty(), time, details));
  }

  private Registry registry() {
    return Registry.of(Ledger.of(entries), "t", "train:t", "decide:t");
  }

  private Map<String, State> states() {
    Registry registry = registry();
    Map<String, State> states = new LinkedHashMap<>();
    registry
        .models()
        .forEach(model -> states.put(model.version(), registry.state(model.version())));
    return states;
  }

  @Test
  void aModelIsCandidateThenChampionThenRetired() {
    assertThat(registry().champion()).isEmpty();
    trained("a");
    assertThat(states()).isEqualTo(Map.of("a", State.CANDIDATE));
    assertThat(registry().isOpen(RULES)).isTrue();

    gates(Act.PROMOTED, "a");
    assertThat(states()).isEqualTo(Map.of("a", State.CHAMPION));
    assertThat(registry().isOpen(RULES)).isFalse();
    assertThat(registry().champion().orElseThrow().digest()).isEqualTo("digest-a");

    trained("b");
    gates(Act.REFUSED, "b");
    assertThat(states()).isEqualTo(Map.of("a", State.CHAMPION, "b", State.CANDIDATE));

    trained("c");
    gates(Act.PROMOTED, "c");
    assertThat(states())
        .isEqualTo(Map.of("a", State.RETIRED, "b", State.RETIRED, "c", State.CHAMPION));
    assertThat(registry().before().orElseThrow().version()).isEqualTo("a");
  }

  @Test
  void theGatesJudgeARefusedModelAgainOnlyUnderOtherRulesAndBeforeAnyPerson() {
    trained("a");
    gates(Act.PROMOTED, "a");
    trained("b");
    gates(Act.REFUSED, "b");
    assertThat(registry().isOpen(RULES)).isFalse();
    assertThat(registry().isOpen("r2")).isTrue();
    assertThat(registry().refusal().orElseThrow().version()).isEqualTo("b");
    assertThat(registry().people()).isEmpty();

    person(Act.PROMOTED, "b");
    assertThat(registry().isOpen("r2")).isFalse();
    assertThat(registry().refusal()).isEmpty();
    assertThat(registry().people()).hasSize(1);
    assertThat(states()).isEqualTo(Map.of("a", State.RETIRED, "b", State.CHAMPION));
  }

  @Test
  void aRollbackBringsBackTheOneBeforeAndCanBeTakenBack() {
    for (String version : List.of("a", "b", "c")) {
      trained(version);
      gates(Act.PROMOTED, version);
    }
    person(Act.ROLLED_BACK, "b");
    assertThat(states())
        .isEqualTo(Map.of("a", State.RETIRED, "b", State.CHAMPION, "c", State.RETIRED));
    assertThat(registry().before().orElseThrow().version()).isEqualTo("a");
    assertThat(registry().isOpen("r2")).isFalse();

    person(Act.ROLLED_BACK, "c");
    assertThat(registry().champion().orElseThrow().version()).isEqualTo("c");
    assertThat(registry().before().orElseThrow().version()).isEqualTo("b");

    person(Act.ROLLED_BACK, "a");
    assertThat(registry().champion().orElseThrow().version()).isEqualTo("a");
    assertThat(registry().before()).isEmpty();
  }

  @Test
  void othersTasksAndTrainingsWithoutAModelCountForNothing() {
    end("train:t", Map.of("refused", "nothing to learn"));
    end("train:other", Map.of(Trained.VERSION, "x"));
    add(
        Entry.Kind.DECISION,
        "other",
        Json.write(Decision.ofPerson(Act.PROMOTED, "x", "", "bob", "")));
    assertThat(registry().models()).isEmpty();
    assertThat(registry().decisions()).isEmpty();
    assertThat(registry().isOpen(RULES)).isFalse();
  }
}
