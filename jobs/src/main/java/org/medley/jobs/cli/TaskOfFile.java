package org.medley.jobs.cli;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import org.medley.features.cohort.Mode;
import org.medley.features.cohort.Task;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.TaskContext;
import org.medley.jobs.settings.TaskFile;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.step.Subgroups;

/** Reads the task in a file that a person names. */
final class TaskOfFile {
  private TaskOfFile() {}

  /**
   * The cohort part of the task in {@code file}.
   *
   * @param predicates a second file of predicates; null: none
   * @param mode wins over the file's; null: the file says
   * @throws org.medley.jobs.error.MedleyException with exit code 78 that names every problem
   */
  static Task read(Options options, Path file, Path predicates, Mode mode, ZoneId zone) {
    TaskContext context =
        new TaskContext(
            options.conf().resolve("codes"),
            zone,
            TaskSettings.allowed(Subgroups.names()),
            Optional.ofNullable(predicates),
            Optional.ofNullable(mode),
            true);
    Problems problems = new Problems();
    Optional<TaskFile> task = TaskFile.any(file, context, problems, options.overrides());
    problems.throwIfAny();
    return task.orElseThrow().cohort();
  }
}
