package org.medley.jobs.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.jobs.cli.console.RowsCsv;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.models.effect.IndividualColumns;
import org.medley.models.effect.unit.UnitColumns;

/** Writes individual effects as CSV. */
final class EffectsFile {
  private static final String NAME = "effects.csv";

  private EffectsFile() {}

  /**
   * Writes the file anew, in the order of {@code individuals}, of which one partition at a time is
   * in memory.
   *
   * @throws MedleyException with exit code 73 if it cannot be written
   */
  static void write(Path folder, Dataset<Row> individuals) {
    List<Object> names = new ArrayList<>(List.of(IndividualColumns.ROW));
    if (Arrays.asList(individuals.columns()).contains(UnitColumns.SUBJECT)) {
      names.add(UnitColumns.SUBJECT);
    }
    names.addAll(
        List.of(
            IndividualColumns.ARM,
            IndividualColumns.REFERENCE,
            IndividualColumns.EFFECT,
            IndividualColumns.OUTCOME,
            IndividualColumns.REFERENCE_OUTCOME,
            IndividualColumns.EFFECT_LOW,
            IndividualColumns.EFFECT_HIGH,
            IndividualColumns.INTERVAL_EFFECT,
            IndividualColumns.INTERVAL_OF,
            IndividualColumns.SUPPORTED,
            IndividualColumns.PROPENSITY,
            IndividualColumns.REFERENCE_PROPENSITY,
            IndividualColumns.ABSTAIN));
    Path file = folder.resolve(NAME);
    try {
      Files.createDirectories(folder);
      try (BufferedWriter out = Files.newBufferedWriter(file)) {
        out.write(RowsCsv.line(names));
        Iterator<Row> rows = individuals.toLocalIterator();
        while (rows.hasNext()) {
          Row row = rows.next();
          List<Object> cells = new ArrayList<>();
          for (Object name : names) {
            Object cell = row.getAs((String) name);
            cells.add(name.equals(IndividualColumns.ROW) ? (Long) cell + 1 : cell);
          }
          out.write(RowsCsv.line(cells));
        }
      }
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.CANNOT_WRITE,
          "the file %s cannot be written".formatted(file),
          "name a folder that may be written, with --out",
          e);
    }
  }
}
