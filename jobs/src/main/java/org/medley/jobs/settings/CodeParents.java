package org.medley.jobs.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code parents.csv} of the folder of code sets, with the columns code, parent and source:
 * one line states one parent, and a code may have several. The file may be absent.
 */
final class CodeParents {
  private static final String FILE = "parents.csv";
  private static final List<String> HEADER = List.of("code", "parent", "source");

  private final Map<String, Set<String>> children = new HashMap<>();

  /** The parents in {@code folder}; what is wrong with the file goes to {@code problems}. */
  CodeParents(Path folder, Problems problems) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return;
    }
    try {
      List<String[]> rows = CodeSets.rows(Files.readString(file));
      if (rows.isEmpty() || !HEADER.equals(Arrays.asList(rows.get(0)))) {
        problems.add(
            file.toString(), "line 1", "is not the header", "write " + String.join(",", HEADER));
        return;
      }
      for (int i = 1; i < rows.size(); i++) {
        row(rows.get(i), "line " + (i + 1), file, problems);
      }
    } catch (IOException e) {
      problems.add(file.toString(), "(file)", "cannot be read as UTF-8", "save it as UTF-8");
    }
  }

  private void row(String[] cells, String line, Path file, Problems problems) {
    if (Arrays.stream(cells).allMatch(cell -> cell == null)) {
      return;
    }
    if (cells.length != HEADER.size() || cells[0] == null || cells[1] == null) {
      problems.add(file.toString(), line, "lacks code or parent", "write code,parent,source");
    } else {
      children.computeIfAbsent(cells[1], parent -> new HashSet<>()).add(cells[0]);
    }
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
