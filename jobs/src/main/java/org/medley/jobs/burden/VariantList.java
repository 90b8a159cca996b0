package org.medley.jobs.burden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of variants that a site names: comma-separated, with columns contig, pos, ref and alt. */
final class VariantList {
  private static final List<String> COLUMNS = List.of("contig", "pos", "ref", "alt");

  private VariantList() {}

  /**
   * The variants of {@code file}; it is part of the configuration, and read on the driver.
   *
   * @throws IllegalArgumentException that says what is wrong with it
   */
  static List<NamedVariant> read(Path file) {
    List<String> lines = lines(file);
    List<String> header = lines.isEmpty() ? List.of() : cells(lines.get(0));
    if (!header.containsAll(COLUMNS)) {
      throw new IllegalArgumentException(
          "names " + file.getFileName() + ", which lacks a column; it needs " + COLUMNS);
    }
    List<NamedVariant> variants = new ArrayList<>();
    for (int number = 2; number <= lines.size(); number++) {
      String line = lines.get(number - 1);
      if (!line.isBlank()) {
        List<String> cells = cells(line);
        List<String> parts =
            cells.size() == header.size()
                ? COLUMNS.stream().map(column -> cells.get(header.indexOf(column))).toList()
                : List.of();
        variants.add(NamedVariant.of(file.getFileName() + " line " + number, parts));
      }
    }
    return variants;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "names " + file.getFileName() + ", which cannot be read; put it beside this file", e);
    }
  }

  private static List<String> cells(String line) {
    return List.of(line.strip().split("\\s*,\\s*", -1));
  }
}
