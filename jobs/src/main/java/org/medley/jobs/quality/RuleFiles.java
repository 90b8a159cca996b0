package org.medley.jobs.quality;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.Section;
import org.medley.jobs.settings.YamlFile;

/** Reads the rules of a folder: {@code *.yaml}, each with a table and rules by name. */
public final class RuleFiles {
  private RuleFiles() {}

  /**
   * The rules of {@code folder}; none where there is no folder. Problems go to {@code problems}.
   */
  public static List<Rule> read(Path folder, Problems problems) {
    List<Rule> rules = new ArrayList<>();
    Map<String, String> places = new HashMap<>();
    Map<String, String> ranges = new HashMap<>();
    for (Path file : files(folder)) {
      try (Section top = YamlFile.read(file, problems)) {
        String table = top.required("table");
        if (!table.isEmpty() && !Scope.TABLES.containsKey(table)) {
          top.problem("table", "is '" + table + "'", "use one of " + Scope.TABLES.keySet());
        }
        Map<String, Section> sections = top.sections("rules");
        if (sections.isEmpty()) {
          top.problem("rules", "is empty", "add a rule or remove the file");
        }
        if (Scope.TABLES.containsKey(table)) {
          sections.forEach(
              (name, section) -> {
                Rule rule = new RuleReader(section, table).read();
                String before = places.putIfAbsent(name, file.toString());
                if (before != null) {
                  top.problem("rules." + name, "is also in " + before, "rename one of the two");
                }
                if (rule.check() instanceof Check.Ranges && ranges.put(table, name) != null) {
                  top.problem(
                      "rules." + name, "is a second rule on ranges", "put all ranges in one rule");
                }
                rules.add(rule);
              });
        }
      }
    }
    return rules;
  }

  private static List<Path> files(Path folder) {
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
