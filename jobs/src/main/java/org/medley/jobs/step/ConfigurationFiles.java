package org.medley.jobs.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Files of the configuration as part of a step's settings: they count by what they say. */
final class ConfigurationFiles {
  private ConfigurationFiles() {}

  /** The texts of the views in {@code folder} whose name holds {@code suffix}, by file name. */
  static Map<String, String> contents(Path folder, String suffix) {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
        String text = Files.readString(file);
        if (text.contains(suffix + "\"")) {
          contents.put(file.getFileName().toString(), text);
        }
      }
      return contents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
