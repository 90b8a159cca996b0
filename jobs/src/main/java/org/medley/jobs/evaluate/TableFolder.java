package org.medley.jobs.evaluate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A folder of Parquet files, as Spark writes one. */
final class TableFolder {
  private TableFolder() {}

  /** Whether {@code name} is a local folder with at least one Parquet file. */
  static boolean holdsParquet(String name) {
    if (name.contains("://") || !Files.isDirectory(Path.of(name))) {
      return false;
    }
    try (Stream<Path> files = Files.list(Path.of(name))) {
      return files.anyMatch(file -> file.toString().endsWith(".parquet"));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look into " + name + ".", e);
    }
  }
}
