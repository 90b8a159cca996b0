package org.medley.jobs.code;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compiled Medley as a table: classes by name, resources by path. */
final class CompiledCode {
  private static final String TAB = "\t";

  private CompiledCode() {}

  /**
   * Returns {@code roots} and all that they reach, each part once, in order of name.
   *
   * @param part gives the part of a name, or fails if there is none
   */
  static SortedMap<String, Compiled> closure(
      Collection<String> roots, Function<String, Compiled> part) {
    SortedMap<String, Compiled> reached = new TreeMap<>();
    Deque<String> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      String name = open.pop();
      if (!reached.containsKey(name)) {
        Compiled found = part.apply(name);
        reached.put(name, found);
        open.addAll(found.references());
      }
    }
    return reached;
  }

  /** Returns one digest of all {@code parts}: of their names and digests. */
  static String digest(SortedMap<String, Compiled> parts) {
    return Compiled.sha256(
        parts.entrySet().stream()
            .map(part -> part.getKey() + TAB + part.getValue().digest())
            .collect(Collectors.joining("\n")));
  }

  /** Returns one line a part: name, digest and references, parted by tabs. */
  static List<String> lines(SortedMap<String, Compiled> parts) {
    return parts.entrySet().stream()
        .map(
            part ->
                Stream.concat(
                        Stream.of(part.getKey(), part.getValue().digest()),
                        part.getValue().references().stream())
                    .collect(Collectors.joining(TAB)))
        .toList();
  }

  /** Returns the parts that {@link #lines} wrote. */
  static SortedMap<String, Compiled> parts(Stream<String> lines) {
    SortedMap<String, Compiled> parts = new TreeMap<>();
    lines
        .map(line -> List.of(line.split(TAB, -1)))
        .forEach(
            cells ->
                parts.put(
                    cells.get(0),
                    new Compiled(cells.get(1), new TreeSet<>(cells.subList(2, cells.size())))));
    return Collections.unmodifiableSortedMap(parts);
  }
}
