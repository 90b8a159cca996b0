package org.medley.jobs.workbench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.settings.Overrides;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.site.Configuration;
import org.medley.jobs.site.Site;
import org.medley.jobs.source.Sources;
import org.medley.jobs.step.Subgroups;

/**
 * A task of the configuration, with what is set otherwise.
 *
 * @param site the site
 * @param task the task; it has covariates and a model
 * @param set what is set otherwise, as given
 */
record NamedTask(Site site, TaskSettings task, List<String> set) {

  /**
   * The task {@code name} of the configuration in {@code conf}.
   *
   * @param set texts {@code key=value} with keys of the task's file
   * @throws MedleyException with exit code 64 if there is no such task, or a text has no '='; 78 if
   *     the configuration is wrong, naming every problem
   */
  static NamedTask read(Path conf, String name, List<String> set) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String each : set) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw new MedleyException(
            ExitCode.USAGE,
            "'" + each + "' sets nothing",
            "write key=value with a key of the task's file, such as features.windows=[90d,full]");
      }
      values.put(
          "tasks." + name + "." + each.substring(0, equals).strip(), each.substring(equals + 1));
    }
    Configuration configuration =
        Configuration.read(conf, new Overrides(values), Sources.optionsByKind(), Subgroups.names());
    TaskSettings task =
        configuration.tasks().stream()
            .filter(each -> each.name().equals(name))
            .filter(each -> each.hasFeatures() && each.file().model().isPresent())
            .findFirst()
            .orElseThrow(() -> unknown(name, configuration));
    return new NamedTask(configuration.site(), task, List.copyOf(set));
  }

  private static MedleyException unknown(String name, Configuration configuration) {
    return new MedleyException(
        ExitCode.USAGE,
        "there is no task '" + name + "' with covariates and a model",
        "name one of "
            + configuration.tasks().stream()
                .filter(each -> each.hasFeatures() && each.file().model().isPresent())
                .map(TaskSettings::name)
                .toList());
  }
}
