package org.medley.jobs.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.TableContract;
import org.medley.jobs.control.Entry;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Ledger;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.lake.Output;

class SelectionTest {
  private static final List<Step> NIGHT =
      List.of(
          new Named("ingest:a"),
          new Named("ingest:b"),
          new Named("subjects", "ingest:a"),
          new Named("features:x", "subjects"),
          new Named("features:y", "subjects", "ingest:b"),
          new Named("release", "features:x", "features:y"));

  @Test
  void onlySelectsNamesAndWords() {
    assertThat(only("features").of(NIGHT)).containsExactly("features:x", "features:y");
    assertThat(only("subjects", "ingest:b").of(NIGHT)).containsExactly("ingest:b", "subjects");
    assertThat(Selection.ALL.of(NIGHT)).hasSize(6);
  }

  @Test
  void fromSelectsWhatDependsOnItAndUntilWhatItDependsOn() {
    assertThat(selection("ingest:b", "").of(NIGHT))
        .containsExactly("ingest:b", "features:y", "release");
    assertThat(selection("", "features:x").of(NIGHT))
        .containsExactly("ingest:a", "subjects", "features:x");
    assertThat(selection("subjects", "features").of(NIGHT))
        .containsExactly("subjects", "features:x", "features:y");
  }

  @Test
  void whatIsNotSelectedStandsAndWhatNeverEndedIsLeftOut() {
    List<Step> planned = only("features:x").of(NIGHT, ended("ingest:a", "subjects", "release"));

    assertThat(planned.stream().map(Step::name))
        .containsExactly("ingest:a", "subjects", "features:x", "release");
    assertThat(planned.stream().filter(step -> step.standing().isEmpty()).map(Step::name))
        .containsExactly("features:x");
    Plan plan = Plan.of(planned, ended("ingest:a", "subjects", "release"));
    assertThat(plan.running().stream().map(each -> each.step().name()))
        .containsExactly("features:x");
    assertThat(plan.step("release").reason()).isEqualTo("it is not selected");
  }

  @Test
  void wrongSelectionsAreWrongCommandLines() {
    refused(
        () -> only("fetures").of(NIGHT), "no step of this night is called 'fetures'", "ingest:a");
    refused(() -> only("features:z").of(NIGHT), "'features:z'", "features:x, features:y");
    refused(
        () -> only("features:x").of(NIGHT, ended("ingest:a")),
        "features:x reads subjects",
        "--until");
    refused(
        () -> new Selection(List.of("a"), List.of("b"), List.of()),
        "--only stands beside",
        "--from");
  }

  private static void refused(Runnable act, String what, String remedy) {
    assertThatThrownBy(act::run)
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining(what)
        .satisfies(
            e -> {
              assertThat(((MedleyException) e).exitCode()).isEqualTo(ExitCode.USAGE);
              assertThat(((MedleyException) e).remedy()).contains(remedy);
            });
  }

  private static Selection only(String... names) {
    return new Selection(List.of(names), List.of(), List.of());
  }

  private static Selection selection(String from, String until) {
    return new Selection(
        List.of(),
        from.isEmpty() ? List.of() : List.of(from),
        until.isEmpty() ? List.of() : List.of(until));
  }

  private static Ledger ended(String... steps) {
    List<Entry> entries = new ArrayList<>();
    String fingerprint = Json.write(new Fingerprint("code", "settings", Map.of()));
    for (String step : steps) {
      entries.add(
          new Entry(
              Entry.Kind.STEP,
              1,
              "R",
              step,
              "key",
              Ledger.DONE,
              Optional.empty(),
              Instant.EPOCH,
              Json.write(new StepEnd(fingerprint, List.of(), 1, Map.of()))));
    }
    return Ledger.of(entries);
  }

  private record Named(String name, List<String> inputs) implements Step {
    Named(String name, String... inputs) {
      this(name, List.of(inputs));
    }

    @Override
    public List<Class<?>> code() {
      return List.of(Output.class);
    }

    @Override
    public String settings() {
      return "";
    }

    @Override
    public List<TableContract> writes() {
      return List.of();
    }

    @Override
    public String slice() {
      return Output.ALL;
    }

    @Override
    public Map<String, String> run(StepContext context) {
      return Map.of();
    }
  }
}
