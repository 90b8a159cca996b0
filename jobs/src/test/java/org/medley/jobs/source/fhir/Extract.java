package org.medley.jobs.source.fhir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.SourceInput;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.unit.UnitTable;
import org.medley.jobs.view.Views;

/** Extracts and settings for tests. */
final class Extract {
  static final byte[] KEY = "a key for tests".getBytes(StandardCharsets.UTF_8);
  static final Path CONF = Path.of("..", "conf");

  private Extract() {}

  static Views views() {
    return Views.load(CONF.resolve("views"));
  }

  static CodeSystems systems() {
    return CodeSystems.load(CONF.resolve("codes/systems.csv"));
  }

  static UnitTable units() {
    return UnitTable.load(CONF.resolve("codes"));
  }

  static SourceSettings settings(String name, String zone) {
    return new SourceSettings(
        name,
        "fhir",
        "",
        ZoneId.of(zone),
        Map.of("identifier-system", "https://github.com/synthetichealth/synthea"));
  }

  static List<SourceFile> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(
              file ->
                  new SourceFile(
                      file.getFileName().toString(), file.toUri().toString(), size(file), ""))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the files give, with the rows of {@code clinical.resources} that are left of it. */
  static Loaded ingest(SparkSession spark, SourceSettings settings, List<SourceFile> files) {
    return Loaded.of(
        new FhirSource(), new SourceInput(spark, settings, files, Optional.empty(), "run"));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
