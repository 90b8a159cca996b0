package org.medley.jobs.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A site whose night is as short as a whole night can be: the project's configuration without its
 * decisions, one task, and three resource types of 41 synthetic people. That is far too little for
 * a model, so the gate refuses the task and a night that went well ends with 80.
 *
 * @param folder where it lies, with the lakes beside it
 */
record SmallSite(Path folder) {
  private static final List<String> RESOURCES = List.of("Patient", "Encounter", "Condition");
  private static final Path MODULE = Path.of("").toAbsolutePath();

  static SmallSite in(Path folder) throws IOException {
    copy(MODULE.resolveSibling("conf"), folder.resolve("conf"));
    Files.createDirectories(folder.resolve("extract"));
    for (String resource : RESOURCES) {
      String name = resource + ".ndjson.gz";
      Files.copy(
          MODULE.resolve("src/test/resources/synthea/fhir").resolve(name),
          folder.resolve("extract").resolve(name));
    }
    return new SmallSite(folder);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(file -> !file.startsWith(from.resolve("decisions"))).toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  Path extract() {
    return folder.resolve("extract");
  }

  Path lake(String name) {
    return folder.resolve(name);
  }

  /** What every command on this site is called with. */
  List<String> options() {
    return List.of(
        "--conf",
        folder.resolve("conf").toString(),
        "--set",
        "tasks.acute-care.model={families: [logistic], folds: 2}",
        "--set",
        "tasks.acute-care.features={families: [demographics, utilisation], windows: [365d]}",
        "--set",
        ("sources={ehr: {kind: fhir, path: '%s', zone: UTC, extract-time: '2024-06-01T00:00:00Z',"
                + " identifier-system: 'https://github.com/synthetichealth/synthea'}}")
            .formatted(extract()));
  }
}
