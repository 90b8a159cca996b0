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
import org.medley.features.cohort.TaskProblem;
import org.medley.features.cohort.TaskReview;

class TaskPageTest {
  private static final Path CONF = Path.of("..", "conf");

  @TempDir Path folder;

  /** Whoever copies the first task of the page that explains tasks has one that is sound. */
  @Test
  void theExampleOfThePageIsATask() throws IOException {
    String page = Files.readString(CONF.resolve("tasks/README.md"));
    String example = page.split("```yaml\n")[1].split("```")[0];
    Path file = Files.writeString(folder.resolve("task.yaml"), example);
    Problems problems = new Problems();
    TaskContext context =
        TaskContext.ofSite(
            CONF.resolve("codes"),
            ZoneOffset.UTC,
            new AllowedNames(Set.of(), Set.of(), Set.of(), Set.of()));

    Optional<TaskFile> task = TaskFile.any(file, context, problems, Overrides.NONE);

    assertThat(problems.lines()).isEmpty();
    // Death is the outcome, so that nothing competes: the one warning says when it may be left so.
    assertThat(TaskReview.of(task.orElseThrow().cohort()).warnings())
        .extracting(TaskProblem::path)
        .containsExactly("observation.competing");
  }
}
