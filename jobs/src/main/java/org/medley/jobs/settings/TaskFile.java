package org.medley.jobs.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.medley.features.cohort.Task;
import org.medley.models.promotion.PromotionSettings;
import org.medley.models.retrain.RetrainPolicy;

/**
 * One file of {@code conf/tasks}: the cohort in the grammar of ACES, and Medley's blocks beside it.
 *
 * @param name the file's name without its ending
 * @param description in words; empty: none
 * @param cohort who, from when, with which label
 * @param features empty: the task builds no covariates
 * @param model empty: the task trains no model
 * @param validation how models are judged
 * @param gates when a new model takes the place of the champion
 * @param retrain when a model is updated, and when it is held
 * @param publish empty: the task publishes nothing
 * @param card what people say in the model card, by key
 */
public record TaskFile(
    String name,
    String description,
    Task cohort,
    Optional<FeaturesBlock> features,
    Optional<ModelBlock> model,
    ValidationBlock validation,
    PromotionSettings gates,
    RetrainPolicy retrain,
    Optional<PublishBlock> publish,
    Map<String, String> card) {
  private static final String ENDING = ".yaml";

  /**
   * The task of a site in {@code file}; empty after problems were noted.
   *
   * @param file named {@code <task>.yaml}
   * @param context what the file is read against
   * @param problems learns every problem of the file and of the code sets it uses
   * @param overrides values given on the command line
   * @throws org.medley.jobs.error.MedleyException with exit code 78 if the file is missing or is
   *     not plain YAML
   */
  public static Optional<TaskFile> read(
      Path file, TaskContext context, Problems problems, Overrides overrides) {
    int before = problems.lines().size();
    if (!String.valueOf(file.getFileName()).endsWith(ENDING)
        || !name(file).matches("[a-z0-9][a-z0-9_-]*")) {
      problems.add(
          file.toString(),
          "(file)",
          "is not a name for a task",
          "use lower-case letters, digits, '-' and '_', and the ending .yaml");
    }
    Optional<TaskFile> task = any(file, context, problems, overrides);
    return problems.lines().size() > before ? Optional.empty() : task;
  }

  /** The same for a file of any name, as a person may have one. */
  public static Optional<TaskFile> any(
      Path file, TaskContext context, Problems problems, Overrides overrides) {
    int before = problems.lines().size();
    String name = name(file);
    Optional<TaskFile> task;
    try (Section top = YamlFile.read(file, problems, node -> overrides.ofTask(name, node))) {
      Optional<Section> second = context.predicates().map(path -> YamlFile.read(path, problems));
      task = read(name, top, second, context, problems);
      second.ifPresent(Section::close);
    }
    return problems.lines().size() > before ? Optional.empty() : task;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
  }

  private static Optional<TaskFile> read(
      String name, Section top, Optional<Section> second, TaskContext context, Problems problems) {
    top.value("metadata");
    String description = top.text("description", "");
    TaskBlocks blocks =
        new TaskBlocks(
            top,
            context.zone(),
            context.allowed(),
            new CodeTables(context.codes(), problems),
            problems);
    Optional<FeaturesBlock> features = blocks.features();
    Optional<ModelBlock> model = blocks.model();
    ValidationBlock validation = blocks.validation();
    PromotionSettings gates = GatesBlock.read(top, validation.exploratory());
    RetrainPolicy retrain = RetrainBlock.read(top);
    Optional<PublishBlock> publish = blocks.publish(name);
    Map<String, String> card = CardBlock.read(top);
    return new CohortReader(top, context, problems)
        .read(name, second, validation.split().orElse(null))
        .map(
            cohort ->
                new TaskFile(
                    name,
                    description,
                    cohort,
                    features,
                    model,
                    validation,
                    gates,
                    retrain,
                    publish,
                    card));
  }
}
