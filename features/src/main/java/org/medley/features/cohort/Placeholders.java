package org.medley.features.cohort;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medley.features.cohort.Predicate.Derived;
import org.medley.features.cohort.Predicate.Placeholder;

/** Names of predicates that a task leaves to another file; those that it does not use are none. */
public final class Placeholders {
  private Placeholders() {}

  /** The first placeholder that {@code name} comes down to; empty: it is defined or unknown. */
  static Optional<String> behind(Map<String, Predicate> predicates, String name) {
    return behind(predicates, name, new LinkedHashSet<>());
  }

  private static Optional<String> behind(
      Map<String, Predicate> predicates, String name, Set<String> seen) {
    if (predicates.get(name) instanceof Placeholder) {
      return Optional.of(name);
    }
    if (!(predicates.get(name) instanceof Derived derived) || !seen.add(name)) {
      return Optional.empty();
    }
    return derived.expression().names().stream()
        .flatMap(input -> behind(predicates, input, seen).stream())
        .findFirst();
  }

  /** {@code predicates} without placeholders and what comes down to one. */
  public static Map<String, Predicate> without(Map<String, Predicate> predicates) {
    Map<String, Predicate> defined = new LinkedHashMap<>(predicates);
    defined.keySet().removeIf(name -> behind(predicates, name).isPresent());
    return defined;
  }
}
