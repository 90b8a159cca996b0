package org.medley.jobs.source.omop;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.try_element_at;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.settings.Problems;

/**
 * Our short names of code systems for the vocabulary ids of OMOP. A vocabulary that has none keeps
 * its id.
 *
 * @param systems short name by vocabulary id
 */
record Vocabularies(Map<String, String> systems) {
  private static final String HEADER = "vocabulary_id,system";
  private static final String SHIPPED = "vocabularies.csv";

  /**
   * The names that Medley ships, with those of {@code file} over them: lines of {@code
   * vocabulary_id,system}.
   *
   * @throws MedleyException with exit code 78 if a line is wrong or the file cannot be read
   */
  static Vocabularies load(Optional<String> file) {
    Map<String, String> systems = new TreeMap<>();
    systems.putAll(parsed(SHIPPED, shipped()));
    file.ifPresent(path -> systems.putAll(parsed(path, read(path))));
    return new Vocabularies(systems);
  }

  /** The system of codes of the vocabulary {@code id}. */
  Column system(Column id) {
    List<Column> pairs = new ArrayList<>();
    systems.forEach(
        (vocabulary, system) -> {
          pairs.add(lit(vocabulary));
          pairs.add(lit(system));
        });
    return coalesce(try_element_at(map(pairs.toArray(Column[]::new)), id), id);
  }

  private static Map<String, String> parsed(String file, String text) {
    Problems problems = new Problems();
    Map<String, String> systems = new TreeMap<>();
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      problems.add(file, "line 1", "is not the header", "write '" + HEADER + "'");
    }
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",", -1);
      if (cells.length != 2 || cells[0].isBlank() || cells[1].isBlank()) {
        problems.add(file, "line " + (i + 1), "is not " + HEADER, "write the two values");
      } else {
        systems.put(cells[0].strip(), cells[1].strip());
      }
    }
    problems.throwIfAny();
    return systems;
  }

  private static String shipped() {
    try (InputStream in = Vocabularies.class.getResourceAsStream(SHIPPED)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(String path) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.CONFIGURATION,
          "the file %s of OMOP vocabularies cannot be read".formatted(path),
          "name an existing file at 'vocabularies' of the source in site.yaml",
          e);
    }
  }
}
