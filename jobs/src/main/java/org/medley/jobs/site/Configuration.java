package org.medley.jobs.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.notice.NoticeSection;
import org.medley.jobs.notice.NoticeSettings;
import org.medley.jobs.pull.PullSettings;
import org.medley.jobs.pull.landing.Landing;
import org.medley.jobs.quality.Rule;
import org.medley.jobs.quality.RuleFiles;
import org.medley.jobs.safety.SafetySettings;
import org.medley.jobs.settings.Overrides;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.Section;
import org.medley.jobs.settings.TaskContext;
import org.medley.jobs.settings.TaskFile;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.settings.YamlFile;
import org.medley.jobs.settings.decision.DecisionFile;
import org.medley.jobs.settings.decision.DecisionSettings;
import org.medley.jobs.source.SourceSettings;

/**
 * Everything that {@code conf} says.
 *
 * @param site the site
 * @param tasks the tasks, by name
 * @param decisions the decisions, by name
 * @param pulls how sources are pulled, by name, of those that are
 * @param quality the rules of data quality
 * @param safety the rules of drug safety; none where there is no folder of them
 * @param folder the folder itself, for views, code sets and mappings
 */
public record Configuration(
    Site site,
    List<TaskSettings> tasks,
    List<DecisionSettings> decisions,
    Map<String, PullSettings> pulls,
    List<Rule> quality,
    SafetySettings safety,
    Path folder) {
  private static final String CODES = "codes";
  private static final String GENOTYPES = "vcf";

  /**
   * Reads {@code folder}: {@code site.yaml}, every {@code tasks/*.yaml}, {@code decisions/*.yaml}
   * and {@code quality/*.yaml}.
   *
   * @param optionsByKind the options that each kind of source knows
   * @param subgroups the groupings that a task may name
   * @throws org.medley.jobs.error.MedleyException with exit code 78 that names every problem
   */
  public static Configuration read(
      Path folder,
      Overrides overrides,
      Map<String, Set<String>> optionsByKind,
      List<String> subgroups) {
    Problems problems = new Problems();
    Configuration read = read(folder, overrides, optionsByKind, subgroups, problems);
    problems.throwIfAny();
    return read;
  }

  /**
   * The same, but {@code problems} learns what is wrong, and stand-ins are returned for it.
   *
   * @throws org.medley.jobs.error.MedleyException with exit code 78 if {@code site.yaml} is missing
   *     or not plain YAML
   */
  public static Configuration read(
      Path folder,
      Overrides overrides,
      Map<String, Set<String>> optionsByKind,
      List<String> subgroups,
      Problems problems) {
    SiteFile file = new SiteFile(folder, optionsByKind, problems);
    Site site = file.read(overrides);
    TaskContext context =
        TaskContext.ofSite(folder.resolve(CODES), site.zone(), TaskSettings.allowed(subgroups));
    List<TaskSettings> tasks = new ArrayList<>();
    for (Path task : yamlFiles(folder.resolve("tasks"))) {
      task(task, context, problems, overrides).ifPresent(tasks::add);
    }
    List<DecisionSettings> decisions = new ArrayList<>();
    for (Path decision : yamlFiles(folder.resolve("decisions"))) {
      decision(decision, context, problems, overrides).ifPresent(decisions::add);
    }
    checkNames(tasks, decisions, problems);
    tasks.forEach(task -> checkAssociation(task, site, problems));
    tasks.forEach(task -> checkSites(task, site, problems));
    List<Rule> quality = RuleFiles.read(folder.resolve("quality"), problems);
    SafetySettings safety = SafetyFolder.read(folder, problems);
    checkRules(decisions, safety, problems);
    return new Configuration(site, tasks, decisions, file.pulls(), quality, safety, folder);
  }

  private static Optional<TaskSettings> task(
      Path file, TaskContext context, Problems problems, Overrides overrides) {
    try {
      return TaskFile.read(file, context, problems, overrides).map(TaskSettings::new);
    } catch (MedleyException notYaml) {
      problems.add(notYaml);
      return Optional.empty();
    }
  }

  private static Optional<DecisionSettings> decision(
      Path file, TaskContext context, Problems problems, Overrides overrides) {
    try {
      return DecisionFile.read(file, context, problems, overrides);
    } catch (MedleyException notYaml) {
      problems.add(notYaml);
      return Optional.empty();
    }
  }

  private static void checkRules(
      List<DecisionSettings> decisions, SafetySettings safety, Problems problems) {
    for (DecisionSettings decision : decisions) {
      Set<String> unknown = safety.unknown(Set.copyOf(decision.rules()));
      if (!unknown.isEmpty()) {
        problems.add(
            "decisions/" + decision.name() + ".yaml",
            "safety.rules",
            "names " + unknown + ", which are no rules",
            "use identifiers of conf/safety/rules, or all");
      }
    }
  }

  /** Tables have a slice for each name. */
  private static void checkNames(
      List<TaskSettings> tasks, List<DecisionSettings> decisions, Problems problems) {
    Set<String> names = tasks.stream().map(TaskSettings::name).collect(Collectors.toSet());
    for (DecisionSettings decision : decisions) {
      if (names.contains(decision.name())) {
        problems.add(
            "decisions/" + decision.name() + ".yaml",
            "(file)",
            "has the name of a task",
            "name one of the two files otherwise");
      }
    }
  }

  /**
   * The zone of the site in {@code folder}; what else is wrong with its file is passed over.
   *
   * @throws org.medley.jobs.error.MedleyException with exit code 78 if there is no such file, or it
   *     states no zone
   */
  public static ZoneId zone(Path folder, Overrides overrides) {
    Problems problems = new Problems();
    ZoneId zone =
        SiteFile.zone(YamlFile.read(folder.resolve("site.yaml"), problems, overrides::ofSite));
    problems.throwIfAny();
    return zone;
  }

  /**
   * Who is told how nights end, by the site in {@code folder}; what else is wrong with its file is
   * passed over, since that is told too. Nobody, if the block itself is wrong.
   */
  public static NoticeSettings notices(Path folder, Overrides overrides) {
    Problems problems = new Problems();
    try {
      Section site = YamlFile.read(folder.resolve("site.yaml"), problems, overrides::ofSite);
      NoticeSettings read = NoticeSection.read(site, folder);
      return problems.isEmpty() ? read : NoticeSettings.NONE;
    } catch (MedleyException unreadable) {
      return NoticeSettings.NONE;
    }
  }

  private static void checkSites(TaskSettings task, Site site, Problems problems) {
    Set<String> known =
        site.sources().stream().map(SourceSettings::name).collect(Collectors.toSet());
    for (String source : task.splitSites()) {
      if (!known.contains(source)) {
        problems.add(
            "tasks/" + task.name() + ".yaml",
            "validation.split",
            "names '" + source + "', which is no source",
            "use some of " + known.stream().sorted().toList());
      }
    }
  }

  private static void checkAssociation(TaskSettings task, Site site, Problems problems) {
    task.association()
        .filter(
            association ->
                site.sources().stream()
                    .noneMatch(
                        source ->
                            source.name().equals(association.source())
                                && source.kind().equals(GENOTYPES)))
        .ifPresent(
            association ->
                problems.add(
                    "tasks/" + task.name() + ".yaml",
                    "features.association.source",
                    "is '%s', which is no source of kind %s"
                        .formatted(association.source(), GENOTYPES),
                    "name a source of genotypes of site.yaml"));
  }

  /** The same, with the paths of pulled sources below the lake at {@code root}. */
  public Configuration in(String root) {
    List<SourceSettings> sources =
        site.sources().stream()
            .map(
                source ->
                    pulls.containsKey(source.name())
                        ? source.at(Landing.path(root, source.name()))
                        : source)
            .toList();
    return new Configuration(site.with(sources), tasks, decisions, pulls, quality, safety, folder);
  }

  /** The folder of the views. */
  public Path views() {
    return folder.resolve("views");
  }

  /** The folder of the code sets and code systems. */
  public Path codes() {
    return folder.resolve(CODES);
  }

  /** The folder of what is known of pharmacogenes. */
  public Path pharmacogenes() {
    return folder.resolve("pharmacogenes");
  }

  private static List<Path> yamlFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
