package org.medley.jobs.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.medley.features.cohort.Mode;
import org.medley.features.cohort.Task;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.TaskContext;
import org.medley.jobs.settings.TaskFile;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.settings.decision.DecisionFile;
import org.medley.jobs.settings.decision.DecisionSettings;
import org.medley.jobs.site.Configuration;
import org.medley.jobs.step.Subgroups;

/** The task that a person names, as a file or as a task of the configuration. */
final class TaskOfFile {
  private static final String TASKS = "tasks";
  private static final String DECISIONS = "decisions";

  private final Options options;
  private final String name;
  private final Path file;
  private final Path predicates;
  private final Mode mode;
  private final ZoneId zone;

  /**
   * One of {@code name} and {@code file} is null; of {@code predicates}, {@code mode} and {@code
   * zone} each may be.
   */
  TaskOfFile(Options options, String name, Path file, Path predicates, Mode mode, ZoneId zone) {
    this.options = options;
    this.name = name;
    this.file = file;
    this.predicates = predicates;
    this.mode = mode;
    this.zone = zone;
  }

  /**
   * The cohort part of the task.
   *
   * @throws MedleyException with exit code 64 if the configuration has no such task, 78 if the file
   *     is wrong, naming every problem
   */
  Task task() {
    Problems problems = new Problems();
    Optional<Task> task = read(problems);
    problems.throwIfAny();
    return task.orElseThrow();
  }

  /** The same; empty after problems were noted. */
  Optional<Task> read(Problems problems) {
    TaskContext context =
        new TaskContext(
            options.conf().resolve("codes"),
            zone(),
            TaskSettings.allowed(Subgroups.names()),
            Optional.ofNullable(predicates),
            Optional.ofNullable(mode),
            file != null);
    return decides()
        ? DecisionFile.read(path(), context, problems, options.overrides())
            .map(DecisionSettings::study)
        : TaskFile.any(path(), context, problems, options.overrides()).map(TaskFile::cohort);
  }

  /** Whether a decision is named, and no task. */
  private boolean decides() {
    return name != null
        && name.matches("[\\w-]+")
        && !Files.isRegularFile(options.conf().resolve(TASKS).resolve(name + ".yaml"))
        && Files.isRegularFile(options.conf().resolve(DECISIONS).resolve(name + ".yaml"));
  }

  /** The file. */
  Path path() {
    if (file != null) {
      return file;
    }
    Path named = options.conf().resolve(decides() ? DECISIONS : TASKS).resolve(name + ".yaml");
    if (!name.matches("[\\w-]+") || !Files.isRegularFile(named)) {
      throw new MedleyException(
          ExitCode.USAGE,
          "there is no task '"
              + name
              + "' in "
              + options.conf().resolve(TASKS)
              + ", nor a decision",
          "name one of its files without .yaml, or any file with --task");
    }
    return named;
  }

  private ZoneId zone() {
    if (zone != null) {
      return zone;
    }
    return file == null ? Configuration.zone(options.conf(), options.overrides()) : ZoneOffset.UTC;
  }
}
