package org.medley.jobs.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.medley.jobs.control.Json;

/**
 * Jupyter with Medley's kernel, which it finds in a temporary folder on its search path. Close it
 * to end what was started and remove the folder.
 */
final class Jupyter implements AutoCloseable {
  private static final String SEARCH_PATH = "JUPYTER_PATH";
  private static final long PATIENCE_SECONDS = 10;

  private final Path folder;
  private Process running;

  /** A Jupyter whose kernel opens {@code lake} with the configuration in {@code conf}. */
  Jupyter(String lake, Path conf) throws IOException {
    folder = Files.createTempDirectory("medley-jupyter");
    Path kernel = Files.createDirectories(folder.resolve("kernels").resolve("medley"));
    Files.writeString(kernel.resolve("kernel.json"), Json.write(specification(lake, conf)));
  }

  private static Map<String, Object> specification(String lake, Path conf) {
    Path launcher = Path.of(System.getProperty("medley.home", "."), "jobs", "bin", "medley");
    return Map.of(
        "argv",
        List.of(
            launcher.toAbsolutePath().normalize().toString(),
            "notebook-kernel",
            "{connection_file}",
            "--lake",
            lake,
            "--conf",
            conf.toAbsolutePath().normalize().toString()),
        "display_name",
        "Medley (Java)",
        "language",
        "java",
        "interrupt_mode",
        "message");
  }

  /** The first of {@code programs} that is on the PATH; empty: none is. */
  static Optional<Path> program(String... programs) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(programs)
        .flatMap(
            name ->
                Stream.of(path.split(File.pathSeparator, -1))
                    .filter(place -> !place.isEmpty())
                    .map(place -> Path.of(place).resolve(name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Runs {@code command} in the user's terminal until it ends, and returns its exit code. */
  int run(List<String> command) throws IOException, InterruptedException {
    return ended(builder(command).inheritIO());
  }

  /** The same with everything that it prints in {@code log}. */
  int run(List<String> command, Path log) throws IOException, InterruptedException {
    return ended(builder(command).redirectErrorStream(true).redirectOutput(log.toFile()));
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .merge(SEARCH_PATH, folder.toString(), (others, own) -> own + File.pathSeparator + others);
    return builder;
  }

  private int ended(ProcessBuilder builder) throws IOException, InterruptedException {
    running = builder.start();
    return running.waitFor();
  }

  @Override
  public void close() throws IOException {
    if (running != null && running.isAlive()) {
      running.destroy();
      try {
        running.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
