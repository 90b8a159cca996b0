package org.medley.jobs.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

/** Writes the results of a scan, one line per variant, parted by tabs; NA where there is none. */
final class AssociationFile {
  private AssociationFile() {}

  /**
   * Writes {@code file} anew, in the order of {@code variants}, of which one partition at a time is
   * in memory.
   *
   * @throws MedleyException with exit code 73 if it cannot be written
   */
  static void write(Path file, Dataset<Row> variants, List<Column> columns) {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(columns.stream().map(Column::name).collect(Collectors.joining("\t", "", "\n")));
      Iterator<Row> rows = variants.toLocalIterator();
      while (rows.hasNext()) {
        Row row = rows.next();
        out.write(
            columns.stream()
                .map(column -> row.<Object>getAs(column.name()))
                .map(value -> value == null ? "NA" : value.toString())
                .collect(Collectors.joining("\t", "", "\n")));
      }
    } catch (IOException e) {
      throw new MedleyException(
          ExitCode.CANNOT_WRITE,
          "the file %s cannot be written".formatted(file),
          "name a file in a folder that is there and may be written",
          e);
    }
  }
}
