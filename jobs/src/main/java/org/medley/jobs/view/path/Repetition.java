package org.medley.jobs.view.path;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Paths that are followed again and again (SQL on FHIR {@code repeat}). They may name elements
 * only: the walk is done while a resource is parsed, since no column of Spark is of unknown depth.
 * All must lead to the same type; a path that a type does not have leads nowhere from it.
 */
final class Repetition {
  private final PathCompiler compiler;

  Repetition(PathCompiler compiler) {
    this.compiler = compiler;
  }

  /** What {@code paths} lead to from {@code focus}, each element before what is below it. */
  Value of(List<String> paths, Value focus) {
    List<List<String>> steps = paths.stream().map(path -> steps(path)).toList();
    Optional<String> type =
        steps.stream().flatMap(path -> target(path, focus.type()).stream()).findFirst();
    if (focus.usage() == null || type.isEmpty()) {
      steps.forEach(path -> unknown(path, focus.type()));
      return Value.nothing();
    }
    for (List<String> path : steps) {
      Optional<String> first = target(path, focus.type());
      Optional<String> again = target(path, type.get());
      if (first.isEmpty() && again.isEmpty()) {
        unknown(path, focus.type());
      }
      if (!first.orElse(type.get()).equals(type.get())
          || !again.orElse(type.get()).equals(type.get())) {
        throw new PathException(
            "'%s' leads to another type than %s".formatted(String.join(".", path), type.get()));
      }
    }
    String name = "repeat " + String.join("|", paths);
    Usage found =
        focus.usage().repeat(name, having(steps, focus.type()), having(steps, type.get()));
    return new Value(focus.column().getField(name), true, type.get(), false, found);
  }

  private void unknown(List<String> path, String type) {
    compiler.note("'%s' is not an element of %s".formatted(String.join(".", path), type));
  }

  private List<List<String>> having(List<List<String>> paths, String type) {
    return paths.stream().filter(path -> target(path, type).isPresent()).toList();
  }

  private static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    PathNode node = PathParser.parse(path);
    while (node instanceof PathNode.Member member) {
      steps.add(0, member.name());
      node = member.source();
    }
    if (node != null) {
      throw new PathException("a path that is repeated may name elements only");
    }
    return List.copyOf(steps);
  }

  /** The type that {@code path} leads to from {@code type}. */
  private Optional<String> target(List<String> path, String type) {
    String at = type;
    for (String step : path) {
      Optional<Elements.Element> element = compiler.elements().element(at, step);
      if (element.isEmpty()) {
        return Optional.empty();
      }
      if (element.get().choice() || Elements.isPrimitive(element.get().types().get(0))) {
        throw new PathException("'%s' has nothing below it".formatted(step));
      }
      at = element.get().types().get(0);
    }
    return Optional.of(at);
  }
}
