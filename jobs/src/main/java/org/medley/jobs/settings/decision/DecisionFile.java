package org.medley.jobs.settings.decision;

import java.nio.file.Path;
import java.util.Optional;
import org.medley.jobs.settings.Overrides;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.Section;
import org.medley.jobs.settings.TaskContext;
import org.medley.jobs.settings.YamlFile;

/** One file of {@code conf/decisions}. */
public final class DecisionFile {
  private static final String ENDING = ".yaml";

  private DecisionFile() {}

  /**
   * The decision in {@code file}; empty after problems were noted.
   *
   * @param file named {@code <decision>.yaml}
   * @param context what the file is read against
   * @param problems learns every problem of the file and of the code sets it uses
   * @param overrides values given on the command line
   * @throws org.medley.jobs.error.MedleyException with exit code 78 if the file is missing or is
   *     not plain YAML
   */
  public static Optional<DecisionSettings> read(
      Path file, TaskContext context, Problems problems, Overrides overrides) {
    int before = problems.lines().size();
    String full = String.valueOf(file.getFileName());
    String name = full.replaceFirst("\\.ya?ml$", "");
    if (!full.endsWith(ENDING) || !name.matches("[a-z0-9][a-z0-9_-]*")) {
      problems.add(
          file.toString(),
          "(file)",
          "is not a name for a decision",
          "use lower-case letters, digits, '-' and '_', and the ending .yaml");
    }
    Optional<DecisionSettings> decision;
    try (Section top = YamlFile.read(file, problems, node -> overrides.ofDecision(name, node))) {
      decision = new DecisionReader(top, context, problems).read(name);
    }
    return problems.lines().size() > before ? Optional.empty() : decision;
  }
}
