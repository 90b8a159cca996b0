package org.medley.jobs.safety;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.medley.features.safety.Citation;
import org.medley.features.safety.RuleTest;
import org.medley.features.safety.SafetyRule;
import org.medley.features.safety.Severity;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.Section;
import org.medley.jobs.settings.YamlFile;

/**
 * Reads one file of rules. What a file says of source, version, licence and alerts holds for all.
 */
final class RuleFile {
  private final Section top;
  private final RuleNames names;
  private final Path folder;
  private final Problems problems;

  private RuleFile(Section top, RuleNames names, Path folder, Problems problems) {
    this.top = top;
    this.names = names;
    this.folder = folder;
    this.problems = problems;
  }

  /** The files of rules in {@code folder}, sorted. */
  static List<Path> files(Path folder, Problems problems) {
    if (!Files.isDirectory(folder)) {
      problems.add(folder.toString(), "(folder)", "does not exist", "create it");
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      problems.add(folder.toString(), "(folder)", "cannot be listed", "check its permissions");
      return List.of();
    }
  }

  /** The rules of {@code file} that can be read. */
  static List<SafetyRule> read(Path file, RuleNames names, Problems problems) {
    try (Section top = YamlFile.read(file, problems)) {
      return new RuleFile(top, names, file.toAbsolutePath().getParent(), problems).rules();
    } catch (MedleyException notYaml) {
      problems.add(notYaml);
      return List.of();
    }
  }

  private List<SafetyRule> rules() {
    List.of("source", "version", "licence", "alerts").forEach(top::has);
    List<SafetyRule> rules = new ArrayList<>();
    top.sections("rules")
        .forEach(
            (id, section) -> {
              try (section) {
                if (!id.matches("[a-z0-9][a-z0-9-]*")) {
                  top.problem("rules." + id, "is no name", "use a-z, 0-9 and hyphens");
                }
                SafetyRule rule = rule(id, section);
                if (rule != null) {
                  rules.add(rule);
                }
              }
            });
    if (rules.isEmpty()) {
      top.problem("rules", "holds no rule", "add one, or remove the file");
    }
    return rules;
  }

  /** Null: there is nothing that it tests. */
  private SafetyRule rule(String id, Section section) {
    Severity severity = section.choice("severity", Severity.CAUTION);
    if (!section.has("severity")) {
      section.problem("severity", "is missing", "write veto or caution");
    }
    Set<String> drugs = drugs(section);
    RuleTest test = new TestReader(names, folder, problems).read(section, drugs);
    Citation citation =
        new Citation(
            cited(section, "source"), cited(section, "version"), cited(section, "licence"));
    SafetyRule.Alerts alerts =
        section.choice("alerts", top.choice("alerts", SafetyRule.Alerts.ALL));
    String text = section.required("text");
    return test == null
        ? null
        : new SafetyRule(id, severity, text, drugs(test, drugs), test, citation, alerts);
  }

  private String cited(Section section, String key) {
    String text = section.text(key, top.text(key, ""));
    if (text.isBlank()) {
      section.problem(key, "is missing", "say it here or for the whole file");
    }
    return text;
  }

  private Set<String> drugs(Section section) {
    try (Section drugs = section.section("drugs")) {
      if (drugs.flag("any", false)) {
        return names.drugs().ingredients().keySet();
      }
      Set<String> named = names.drugs().named(drugs);
      boolean paired = section.value("drug-drug").map(node -> node.has("pairs")).orElse(false);
      if (named.isEmpty() && !paired) {
        section.problem(
            "drugs",
            "names no drug",
            "write {ingredients: [...]}, {classes: [...]} or {any: true}");
      }
      return named;
    }
  }

  /** A pair of drugs is asked about from both sides. */
  private static Set<String> drugs(RuleTest test, Set<String> named) {
    if (test instanceof RuleTest.DrugDrug pair) {
      return new TreeSet<>(pair.others().keySet());
    }
    return named;
  }
}
