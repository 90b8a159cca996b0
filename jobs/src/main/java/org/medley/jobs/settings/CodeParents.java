package org.medley.jobs.settings;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which codes lie below others, by the parents in {@link CodeTables}. */
final class CodeParents {
  private final Map<String, Set<String>> children = new HashMap<>();

  /** The parents in {@code folder}; what is wrong with the file goes to {@code problems}. */
  CodeParents(Path folder, Problems problems) {
    new CodeTables(folder, problems)
        .parents()
        .forEach(
            (code, parents) ->
                parents.forEach(
                    parent -> children.computeIfAbsent(parent, key -> new HashSet<>()).add(code)));
  }

  /** {@code codes} and all that lie below them, over any number of levels. */
  Set<String> withDescendants(Set<String> codes) {
    Set<String> all = new HashSet<>(codes);
    Deque<String> open = new ArrayDeque<>(codes);
    while (!open.isEmpty()) {
      for (String child : children.getOrDefault(open.removeFirst(), Set.of())) {
        if (all.add(child)) {
          open.addLast(child);
        }
      }
    }
    return all;
  }
}
