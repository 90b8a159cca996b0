package org.medley.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.models.train.Search;

class ModelReaderTest {
  private static final AllowedNames ALLOWED =
      new AllowedNames(
          Set.of("codes"), Set.of("logistic", "boosted-trees"), Set.of("auto", "none"), Set.of());

  private static final String MODEL =
      """
      predicates: {a: {code: X}}
      trigger: a
      windows:
        input:
          start: null
          end: trigger
          start_inclusive: true
          end_inclusive: true
          index_timestamp: end
      features: {families: [codes]}
      validation: {split: {kind: time, cutoff: 2022-01-01}}
      model:
      %s
      """;

  @TempDir Path folder;
  private final Problems problems = new Problems();

  @Test
  void namesAloneMeanTheStandardSearch() throws IOException {
    TaskFile file =
        read(MODEL.formatted("  families: [logistic, boosted-trees]"))
            .orElseThrow(() -> new AssertionError(problems.lines()));
    assertThat(file.model())
        .contains(
            new ModelBlock(
                List.of("logistic", "boosted-trees"), "auto", 3, 20_240_601L, Search.standard()));
  }

  @Test
  void familiesHaveGridsAndEveryWrongKeyOrValueOfTheModelIsNamed() throws IOException {
    TaskFile file =
        read(MODEL.formatted(
                """
                families:
                  - {name: logistic, lasso: [0, 1], penalty: 0.1}
                  - boosted-trees
                budget: 12
                weights: balanced
                nested: true
                events-per-covariate: 5
                """
                    .indent(2)))
            .orElseThrow(() -> new AssertionError(problems.lines()));
    assertThat(file.model())
        .contains(
            new ModelBlock(
                List.of("logistic", "boosted-trees"),
                "auto",
                3,
                20_240_601L,
                new Search(
                    Map.of("logistic", Map.of("lasso", List.of(0.0, 1.0), "penalty", List.of(0.1))),
                    12,
                    Search.Balance.BALANCED,
                    true,
                    5)));

    read(
        MODEL.formatted(
            """
            families:
              - {name: logistic, lasso: [2], penalty: [strong], tress: [1]}
              - {name: boosted-trees, depth: [2.5], trees: []}
              - oracle
              - {trees: [5]}
              - logistic
            budget: 1
            weights: equal
            events-per-covariate: -1
            """
                .indent(2)));
    for (String expected :
        List.of(
            "model.families[0].lasso: is 2.0; write numbers from 0 to 1",
            "model.families[0].penalty: holds something other than numbers",
            "model.families[0].tress: is not a known key",
            "model.families[1].depth: is 2.5; write whole numbers from 1 to 15",
            "model.families[1].trees: has no value",
            "model.families: 'oracle' is not known",
            "model.families[3].name: is missing",
            "model.families: 'logistic' stands twice",
            "model.budget: is 1, fewer than the families; write at least 2",
            "model.weights: is 'equal'",
            "model.events-per-covariate: is -1.0")) {
      assertThat(problems.lines()).anySatisfy(line -> assertThat(line).contains(expected));
    }
  }

  private Optional<TaskFile> read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("task.yaml"), text);
    TaskContext context = TaskContext.ofSite(folder.resolve("codes"), ZoneOffset.UTC, ALLOWED);
    return TaskFile.read(file, context, problems, Overrides.NONE);
  }
}
