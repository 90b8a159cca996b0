package org.medley.jobs.step;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.medley.jobs.night.Digests;

/** A folder of the configuration as part of a step's settings: it counts by what its files say. */
final class FolderDigest {
  private FolderDigest() {}

  /** Digests of the files in {@code folder} by their paths below it; none if it is not there. */
  static Map<String, String> of(Path folder) {
    Map<String, String> digests = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return digests;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        digests.put(
            folder.relativize(file).toString(),
            Digests.hex(Digests.sha256().digest(Files.readAllBytes(file))));
      }
      return digests;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
