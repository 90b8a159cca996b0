package org.medley.jobs.safety;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.medley.features.safety.Ingredient;
import org.medley.jobs.settings.Section;

/**
 * What rules may call drugs.
 *
 * @param ingredients by name
 */
record DrugNames(Map<String, Ingredient> ingredients) {
  /** All classes. */
  Set<String> classes() {
    return ingredients.values().stream()
        .flatMap(each -> each.classes().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The ingredients of a class; none where no ingredient has it. */
  Set<String> ofClass(String name) {
    return ingredients.values().stream()
        .filter(each -> each.classes().contains(name))
        .map(Ingredient::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The ingredients that {@code section} names by {@code ingredients} and {@code classes}. */
  Set<String> named(Section section) {
    Set<String> named = new TreeSet<>();
    for (String name : section.texts("ingredients", List.of())) {
      if (!ingredients.containsKey(name)) {
        section.problem(
            "ingredients", "names '" + name + "', which is not in ingredients.csv", "add it there");
      }
      named.add(name);
    }
    for (String name : section.texts("classes", List.of())) {
      Set<String> members = ofClass(name);
      if (members.isEmpty()) {
        section.problem(
            "classes", "names '" + name + "', which no ingredient has", "use some of " + classes());
      }
      named.addAll(members);
    }
    return named;
  }

  /** The same; it is a problem if there are none. */
  Set<String> someOf(Section parent, String key) {
    try (Section section = parent.section(key)) {
      Set<String> named = named(section);
      if (named.isEmpty()) {
        parent.problem(key, "names no drug", "write {ingredients: [...]} or {classes: [...]}");
      }
      return named;
    }
  }
}
