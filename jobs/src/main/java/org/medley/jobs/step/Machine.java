package org.medley.jobs.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The machine that a model is trained on, since processors differ in the last digits. */
final class Machine {
  private static final Path LINUX = Path.of("/proc/cpuinfo");
  private static final String MODEL = "model name";

  private Machine() {}

  /** Processor and Delta version, to go with what every Java knows. */
  static Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    environment.put("processor", processor());
    environment.put("delta", io.delta.package$.MODULE$.VERSION());
    return environment;
  }

  /** The processor's own name where the system tells it, else its architecture. */
  private static String processor() {
    if (!Files.isReadable(LINUX)) {
      return System.getProperty("os.arch");
    }
    try (Stream<String> lines = Files.lines(LINUX)) {
      return lines
          .filter(line -> line.startsWith(MODEL))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      throw new UncheckedIOException("The processor's name cannot be read.", e);
    }
  }
}
