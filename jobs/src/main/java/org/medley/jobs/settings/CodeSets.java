package org.medley.jobs.settings;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.medley.features.cohort.CodeSet;

/**
 * Reads code sets: {@code <folder>/<name>.csv} with the columns system, code, description and
 * source. System and code together are a code of events, {@code SYSTEM//CODE}.
 */
public final class CodeSets {
  private static final List<String> HEADER = List.of("system", "code", "description", "source");

  private final Path folder;
  private final Problems problems;

  /** Code sets of {@code folder}; what is wrong with one goes to {@code problems}. */
  public CodeSets(Path folder, Problems problems) {
    this.folder = folder;
    this.problems = problems;
  }

  /** The names of the sets in the folder, sorted; empty where there is no folder. */
  public List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".csv"))
          .map(name -> name.substring(0, name.length() - ".csv".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      problems.add(folder.toString(), "(folder)", "cannot be listed", "check its permissions");
      return List.of();
    }
  }

  /** The set of that name; empty after a problem was noted. */
  public Optional<CodeSet> read(String name) {
    Path file = folder.resolve(name + ".csv");
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]*") || !Files.isRegularFile(file)) {
      problems.add(
          file.toString(),
          "(file)",
          "code set '" + name + "' does not exist",
          "create it, or use one of " + names());
      return Optional.empty();
    }
    try {
      return set(name, file, Files.readString(file));
    } catch (IOException e) {
      problems.add(file.toString(), "(file)", "cannot be read as UTF-8", "save it as UTF-8");
      return Optional.empty();
    }
  }

  /** {@code set} and all codes below its own that {@code parents.csv} of the folder states. */
  public CodeSet withDescendants(CodeSet set) {
    return new CodeSet(set.name(), new CodeParents(folder, problems).withDescendants(set.codes()));
  }

  /** The cells of a CSV file, line by line. */
  static List<String[]> rows(String text) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setSkipEmptyLines(false);
    return new CsvParser(settings).parseAll(new java.io.StringReader(text));
  }

  private Optional<CodeSet> set(String name, Path file, String text) {
    List<String[]> rows = rows(text);
    if (rows.isEmpty() || !HEADER.equals(Arrays.asList(rows.get(0)))) {
      problems.add(
          file.toString(), "line 1", "is not the header", "write " + String.join(",", HEADER));
      return Optional.empty();
    }
    int before = problems.lines().size();
    Set<String> codes = new LinkedHashSet<>();
    for (int i = 1; i < rows.size(); i++) {
      row(file, i + 1, rows.get(i), codes);
    }
    if (codes.isEmpty()) {
      problems.add(file.toString(), "(file)", "holds no code", "add one");
    }
    return problems.lines().size() > before
        ? Optional.empty()
        : Optional.of(new CodeSet(name, codes));
  }

  private void row(Path file, int line, String[] cells, Set<String> codes) {
    if (Arrays.stream(cells).allMatch(cell -> cell == null)) {
      return;
    }
    if (cells.length != HEADER.size()) {
      bad(file, line, "has " + cells.length + " cells", "write " + String.join(",", HEADER));
    } else if (cells[0] == null || cells[1] == null) {
      bad(file, line, "lacks system or code", "fill it in");
    } else if (!cells[0].matches("[A-Z0-9][A-Z0-9_.-]*")) {
      bad(file, line, "has the system '" + cells[0] + "'", "write the name that events use");
    } else if (!codes.add(cells[0] + "//" + cells[1])) {
      bad(file, line, "repeats a code", "keep one");
    }
  }

  private void bad(Path file, int line, String what, String remedy) {
    problems.add(file.toString(), "line " + line, what, remedy);
  }
}
