package org.medley.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.medley.jobs.settings.Overrides;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.TaskContext;
import org.medley.jobs.settings.TaskFile;
import org.medley.jobs.settings.TaskSettings;

/** The task of {@link ChampionSite} and {@link DegenerateSite}. */
final class ChampionTask {
  private static final String TEXT =
      """
      predicates: {a: {code: X//1}, b: {code: X//2}}
      trigger: {dates: [2021-01-01]}
      windows:
        input: {start: end - 60d, end: trigger, start_inclusive: false, end_inclusive: true, index_timestamp: end, has: {a: "(1, None)"}}
        target: {start: input.end, end: start + 365d, start_inclusive: false, end_inclusive: true, label: b}
      observation: {competing: []}
      features: {families: [demographics], windows: [full]}
      model: {families: [%s], folds: 2}
      validation: {split: {kind: time, cutoff: 2021-01-01}, exploratory: true}
      gates: {alerts: {threshold: 0.5, least: 0.01, most: 0.9, change: 1}}
      score: {at: as-of}
      publish: {}
      """;

  private ChampionTask() {}

  /** Writes the file of the task {@code name} into {@code folder}, and reads it. */
  static TaskSettings read(Path folder, String name) throws IOException {
    return read(folder, name, "logistic");
  }

  /** The same with models of {@code family}. */
  static TaskSettings read(Path folder, String name, String family) throws IOException {
    Problems problems = new Problems();
    Path file = Files.writeString(folder.resolve(name + ".yaml"), TEXT.formatted(family));
    TaskContext context =
        TaskContext.ofSite(
            folder.resolve("codes"), ZoneOffset.UTC, TaskSettings.allowed(List.of()));
    Optional<TaskFile> read = TaskFile.read(file, context, problems, Overrides.NONE);
    assertThat(problems.lines()).isEmpty();
    return new TaskSettings(read.orElseThrow());
  }
}
