package org.medley.jobs.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.medley.jobs.settings.Overrides;
import picocli.CommandLine.Option;

/** The options that every command takes. */
final class Options {
  /** The lake where none is named. */
  static final String LAKE = "lake";

  /** How the answer is written. */
  enum Output {
    TABLE,
    JSON
  }

  @Option(
      names = "--conf",
      paramLabel = "DIR",
      description = "Folder of the configuration. Default: ./conf, else the one beside Medley.")
  private Path conf;

  @Option(
      names = "--lake",
      paramLabel = "URI",
      defaultValue = LAKE,
      description = "Root of the lake. Default: ./lake.")
  private String lake;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "Logical date of the night. Default: as-of of the site, else yesterday.")
  private LocalDate asOf;

  @Option(
      names = "--output",
      paramLabel = "table|json",
      defaultValue = "table",
      description = "table, or json: one document on standard output and nothing else.")
  private Output output;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Sets a key of site.yaml, or tasks.NAME.KEY of a task, for this command. Repeatable.")
  private final Map<String, String> set = new LinkedHashMap<>();

  @Option(names = "--quiet", description = "No progress on standard error.")
  private boolean quiet;

  Path conf() {
    if (conf != null) {
      return conf;
    }
    Path here = Path.of("conf");
    return Files.isRegularFile(here.resolve("site.yaml"))
        ? here
        : Path.of(System.getProperty("medley.home", ".")).resolve("conf");
  }

  String lake() {
    return lake;
  }

  Optional<LocalDate> asOf() {
    return Optional.ofNullable(asOf);
  }

  boolean json() {
    return output == Output.JSON;
  }

  Map<String, String> settings() {
    return Map.copyOf(set);
  }

  /** The same options, but of the night of {@code date} and with the settings {@code given}. */
  Options of(LocalDate date, Map<String, String> given) {
    Options other = new Options();
    other.conf = conf;
    other.lake = lake;
    other.asOf = date;
    other.output = output;
    other.set.putAll(given);
    other.quiet = quiet;
    return other;
  }

  Overrides overrides() {
    return new Overrides(set);
  }

  boolean quiet() {
    return quiet;
  }
}
