package org.medley.jobs.source.fhir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.function.Call;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.settings.Problems;

/**
 * Short names of code systems.
 *
 * @param byUri URI to short name
 */
public record CodeSystems(Map<String, String> byUri) {
  private static final String HEADER = "uri,system,source";

  /** Copies the map. */
  public CodeSystems {
    byUri = Map.copyOf(byUri);
  }

  /**
   * Reads {@code uri,system,source} lines; the last column says where the URI is defined.
   *
   * @throws MedleyException with exit code 78 if a line is wrong, or 74 if the file cannot be read
   */
  public static CodeSystems load(Path file) {
    Problems problems = new Problems();
    Map<String, String> systems = new LinkedHashMap<>();
    List<String> lines = lines(file);
    String shown = String.valueOf(file.getFileName());
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      problems.add(shown, "line 1", "is not the header", "write '" + HEADER + "'");
    }
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",", 3);
      String at = "line " + (i + 1);
      if (cells.length < 3 || cells[0].isBlank() || cells[1].isBlank()) {
        problems.add(shown, at, "is not uri,system,source", "write the three values");
      } else if (systems.put(cells[0], cells[1]) != null) {
        problems.add(shown, at, "names a URI again", "keep one of the two lines");
      }
    }
    problems.throwIfAny();
    return new CodeSystems(systems);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.INPUT_OUTPUT,
          "the table of code systems " + file + " cannot be read",
          "check that it exists and may be read",
          e);
    }
  }

  /**
   * {@code SYSTEM//CODE}: the short name of {@code uri}, or the URI itself if it has none. A code
   * without a system is the source's own, under its name in capitals. Null if {@code code} is.
   */
  Column concept(Column uri, Column code, String source) {
    return new Call(new ConceptNames(byUri, source), "name", DataTypes.StringType)
        .ofNullable(uri, code);
  }
}
