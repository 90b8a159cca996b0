package org.medley.jobs.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.medley.features.covariate.ReferenceRange;

/**
 * The tables about codes that covariates use, in the folder of code sets; both may be absent.
 *
 * @param folder of code sets
 * @param problems learns what is wrong, line by line
 */
record CodeTables(Path folder, Problems problems) {
  private static final List<String> RANGES =
      List.of("code", "unit", "low", "high", "name", "source");
  private static final List<String> PARENTS = List.of("code", "parent", "source");

  /** The lines of {@code reference-ranges.csv}; an empty limit is none. */
  List<ReferenceRange> referenceRanges() {
    Map<String, ReferenceRange> ranges = new LinkedHashMap<>();
    Path file = folder.resolve("reference-ranges.csv");
    lines(
        file,
        RANGES,
        (line, cells) -> {
          try {
            ReferenceRange range =
                new ReferenceRange(cells[0], cells[1], limit(cells[2]), limit(cells[3]));
            if (ranges.put(range.code(), range) != null) {
              bad(file, line, "repeats a code", "keep one");
            }
          } catch (NumberFormatException e) {
            bad(file, line, "has a limit that is no number", "write a number or leave it empty");
          } catch (IllegalArgumentException e) {
            bad(file, line, "has no limit, or a low one above the high one", "correct the limits");
          }
        });
    return List.copyOf(ranges.values());
  }

  /** The parents of each code in {@code parents.csv}, which states them one by one. */
  Map<String, Set<String>> parents() {
    Map<String, Set<String>> parents = new LinkedHashMap<>();
    lines(
        folder.resolve("parents.csv"),
        PARENTS,
        (line, cells) -> parents.computeIfAbsent(cells[0], code -> new TreeSet<>()).add(cells[1]));
    return parents;
  }

  /** All ancestors of each code with {@link #parents}. */
  Map<String, List<String>> ancestors() {
    Map<String, Set<String>> parents = parents();
    Map<String, List<String>> ancestors = new LinkedHashMap<>();
    for (String code : parents.keySet()) {
      Set<String> found = new TreeSet<>();
      List<String> next = new ArrayList<>(parents.get(code));
      while (!next.isEmpty()) {
        String ancestor = next.remove(next.size() - 1);
        if (!ancestor.equals(code) && found.add(ancestor)) {
          next.addAll(parents.getOrDefault(ancestor, Set.of()));
        }
      }
      ancestors.put(code, List.copyOf(found));
    }
    return ancestors;
  }

  private static OptionalDouble limit(String cell) {
    return cell == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(cell));
  }

  private void lines(Path file, List<String> header, BiConsumer<Integer, String[]> each) {
    if (!Files.exists(file)) {
      return;
    }
    List<String[]> rows;
    try {
      rows = CodeSets.rows(Files.readString(file));
    } catch (IOException e) {
      problems.add(file.toString(), "(file)", "cannot be read as UTF-8", "save it as UTF-8");
      return;
    }
    if (rows.isEmpty() || !header.equals(Arrays.asList(rows.get(0)))) {
      problems.add(
          file.toString(), "line 1", "is not the header", "write " + String.join(",", header));
      return;
    }
    for (int i = 1; i < rows.size(); i++) {
      String[] cells = rows.get(i);
      if (Arrays.stream(cells).allMatch(cell -> cell == null)) {
        continue;
      }
      if (cells.length != header.size() || cells[0] == null || cells[1] == null) {
        bad(file, i + 1, "is not " + String.join(",", header), "fill it in");
      } else {
        each.accept(i + 1, cells);
      }
    }
  }

  private void bad(Path file, int line, String what, String remedy) {
    problems.add(file.toString(), "line " + line, what, remedy);
  }
}
