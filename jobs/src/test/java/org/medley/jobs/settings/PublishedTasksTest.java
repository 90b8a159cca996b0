package org.medley.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.cohort.CodeMatch;
import org.medley.features.cohort.Mode;
import org.medley.features.cohort.Predicate;
import org.medley.features.cohort.Task;

/** Habits of the task files of the benchmark MEDS-DEV, which ACES reads. */
class PublishedTasksTest {
  private static final AllowedNames NONE = new AllowedNames(Set.of(), Set.of(), Set.of(), Set.of());

  /** In the form of abnormal_lab/vital/hypotension/first_24h.yaml. */
  private static final String TASK =
      """
      predicates:
        admission: ???
        lab:
          code: ???
        unused: ???
        unused_too:
        unused_derived:
          expr: or(unused, lab)
        range:
          code: null
          value_min: null
          value_min_inclusive: True
          value_max: 65
        low:
          expr: and(lab, range)
      trigger: admission
      windows:
        target:
          start: trigger
          end: start + 24h
          start_inclusive: False
          end_inclusive: True
          label: low
      """;

  @TempDir private Path folder;
  private final Problems problems = new Problems();

  private Optional<Task> read(Mode mode, Optional<Path> predicates) throws IOException {
    Path file = Files.writeString(folder.resolve("task.yaml"), TASK);
    TaskContext context =
        new TaskContext(folder, ZoneOffset.UTC, NONE, predicates, Optional.of(mode), true);
    return TaskFile.any(file, context, problems, Overrides.NONE).map(TaskFile::cohort);
  }

  private Path dataSet() throws IOException {
    return Files.writeString(
        folder.resolve("data-set.yaml"), "predicates: {admission: {code: ADM}, lab: {code: LAB}}");
  }

  @Test
  void placeholdersThatNothingUsesAreNoPredicates() throws IOException {
    Task task = read(Mode.COMPAT, Optional.of(dataSet())).orElseThrow();
    assertThat(task.predicates()).containsOnlyKeys("admission", "lab", "range", "low");
    assertThat(((Predicate.Plain) task.predicates().get("range")).code())
        .isEqualTo(new CodeMatch.Nothing());
  }

  @Test
  void eachPlaceholderInUseIsNamedOnce() throws IOException {
    assertThat(read(Mode.COMPAT, Optional.empty())).isEmpty();
    String remedy =
        "is a placeholder; define it here, or in a file for the data set that --predicates names";
    assertThat(problems.lines())
        .map(line -> line.substring(line.indexOf("task.yaml")))
        .containsExactly(
            "task.yaml:2: predicates.admission: " + remedy,
            "task.yaml:3: predicates.lab: " + remedy);
  }

  @Test
  void strictRefusesACodeThatMatchesNothing() throws IOException {
    assertThat(read(Mode.STRICT, Optional.of(dataSet()))).isEmpty();
    assertThat(problems.lines())
        .singleElement()
        .asString()
        .contains("task.yaml:10: predicates.range.code: is missing");
  }
}
