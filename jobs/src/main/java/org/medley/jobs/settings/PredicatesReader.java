package org.medley.jobs.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.medley.features.cohort.Predicate;
import org.medley.features.cohort.TaskProblem;

/**
 * Reads the predicates of a task and its demographics, which a second file may define anew by name:
 * so one task serves data sets with different codes.
 */
final class PredicatesReader {
  private static final String PREDICATES = "predicates";
  private static final String DEMOGRAPHICS = "patient_demographics";

  private final Section top;
  private final Problems problems;
  private final Map<String, Predicate> predicates = new LinkedHashMap<>();
  private final Map<String, Section> origins = new LinkedHashMap<>();

  PredicatesReader(Section top, Problems problems) {
    this.top = top;
    this.problems = problems;
  }

  /** The predicates by name; {@code second} (empty: none) wins over the task's own. */
  Map<String, Predicate> read(PredicateReader reader, Optional<Section> second) {
    Map<String, Section> sections = merged(PREDICATES, second);
    Map<String, Section> facts = merged(DEMOGRAPHICS, second);
    second.ifPresent(
        file -> {
          file.text("description", "");
          file.value("metadata");
        });
    sections.forEach((name, section) -> put(name, section, reader.read(section)));
    facts.forEach(
        (name, section) -> {
          if (sections.containsKey(name)) {
            section.problem("code", "has a name that 'predicates' has too", "rename one of them");
          }
          reader.readStatic(section).ifPresent(fact -> put(name, section, fact));
        });
    return predicates;
  }

  /** What the second file has anew is not looked at here: it may be a placeholder. */
  private Map<String, Section> merged(String key, Optional<Section> second) {
    Map<String, Section> anew = second.map(file -> file.sections(key)).orElse(Map.of());
    Map<String, Section> merged = new LinkedHashMap<>();
    Section own = top.section(key);
    for (String name : own.keys()) {
      if (anew.containsKey(name)) {
        merged.put(name, anew.get(name));
      } else if (isPlaceholder(own, name)) {
        predicates.put(name, new Predicate.Placeholder());
      } else {
        merged.put(name, own.section(name));
      }
    }
    anew.forEach(merged::putIfAbsent);
    return merged;
  }

  private static boolean isPlaceholder(Section own, String name) {
    boolean mapping = own.value(name).filter(JsonNode::isObject).isPresent();
    return mapping ? own.section(name).isOpen("code") : own.isEmpty(name) || own.isOpen(name);
  }

  private void put(String name, Section section, Predicate predicate) {
    predicates.put(name, predicate);
    origins.put(name, section);
  }

  /** Notes a problem where it stands: that of a predicate may be in the second file. */
  void note(TaskProblem problem) {
    String[] parts = problem.path().split("\\.", 3);
    Section origin = parts[0].equals(PREDICATES) ? origins.get(parts[1]) : null;
    problems.add(
        origin == null ? top.file() : origin.file(),
        origin == null ? problem.path() : origin.path(),
        problem.what(),
        problem.remedy());
  }
}
