package org.medley.jobs.settings;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import org.medley.features.cohort.Task;

/**
 * One file of {@code conf/tasks}: the cohort in the grammar of ACES, and Medley's blocks beside it.
 *
 * @param name the file's name without its ending
 * @param description in words; empty: none
 * @param cohort who, from when, with which label
 * @param features empty: the task builds no covariates
 * @param model empty: the task trains no model
 * @param validation how models are judged
 * @param publish empty: the task publishes nothing
 */
public record TaskFile(
    String name,
    String description,
    Task cohort,
    Optional<FeaturesBlock> features,
    Optional<ModelBlock> model,
    ValidationBlock validation,
    Optional<PublishBlock> publish) {
  private static final String ENDING = ".yaml";

  /**
   * The task in {@code file}; empty after problems were noted.
   *
   * @param file named {@code <task>.yaml}
   * @param codes the folder of code sets
   * @param zone the site's zone, in which dates end
   * @param allowed names that other code implements
   * @param problems learns every problem of the file and of the code sets it uses
   * @throws org.medley.jobs.error.MedleyException with exit code 78 if the file is missing or is
   *     not plain YAML
   */
  public static Optional<TaskFile> read(
      Path file, Path codes, ZoneId zone, AllowedNames allowed, Problems problems) {
    return read(file, codes, zone, allowed, problems, Overrides.NONE);
  }

  /** The same with values given on the command line. */
  public static Optional<TaskFile> read(
      Path file,
      Path codes,
      ZoneId zone,
      AllowedNames allowed,
      Problems problems,
      Overrides overrides) {
    int before = problems.lines().size();
    String fileName = String.valueOf(file.getFileName());
    String name =
        fileName.endsWith(ENDING)
            ? fileName.substring(0, fileName.length() - ENDING.length())
            : fileName;
    if (!fileName.endsWith(ENDING) || !name.matches("[a-z0-9][a-z0-9_-]*")) {
      problems.add(
          file.toString(),
          "(file)",
          "is not a name for a task",
          "use lower-case letters, digits, '-' and '_', and the ending .yaml");
    }
    Optional<TaskFile> task;
    try (Section top = YamlFile.read(file, problems, node -> overrides.ofTask(name, node))) {
      task = read(name, top, codes, zone, allowed, problems);
    }
    return problems.lines().size() > before ? Optional.empty() : task;
  }

  private static Optional<TaskFile> read(
      String name, Section top, Path codes, ZoneId zone, AllowedNames allowed, Problems problems) {
    top.value("metadata");
    String description = top.text("description", "");
    TaskBlocks blocks = new TaskBlocks(top, zone, allowed, new CodeTables(codes, problems));
    Optional<FeaturesBlock> features = blocks.features();
    Optional<ModelBlock> model = blocks.model();
    ValidationBlock validation = blocks.validation();
    Optional<PublishBlock> publish = blocks.publish(name);
    return new CohortReader(top, zone, new CodeSets(codes, problems), problems)
        .read(name, validation.split().orElse(null))
        .map(
            cohort ->
                new TaskFile(name, description, cohort, features, model, validation, publish));
  }
}
