package org.medley.jobs.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.medley.features.contract.SubjectLinks;
import org.medley.features.testing.TextTable;

/** Small extracts in a folder, and the input that a source gets of them. */
public final class Extracts {
  private Extracts() {}

  /** A line as the reader gives it. */
  public static TextLine line(String file, long number, String text) {
    return new TextLine(file, number, 0, text.getBytes(StandardCharsets.UTF_8), null);
  }

  /** Writes {@code text} into {@code folder}. */
  public static void write(Path folder, String name, String text) throws IOException {
    Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  /** The input of the source {@code name} with every file of {@code folder}, in order of names. */
  public static SourceInput input(
      SparkSession spark, String name, Path folder, ZoneId zone, Map<String, String> options)
      throws IOException {
    return new SourceInput(
        spark,
        new SourceSettings(name, "test", folder.toString(), zone, options),
        files(folder),
        Optional.of(links(spark)),
        "run-1");
  }

  /** The same input with its files in another order. */
  public static SourceInput reversed(SourceInput input) {
    List<SourceFile> files = new ArrayList<>(input.files());
    java.util.Collections.reverse(files);
    return new SourceInput(input.spark(), input.settings(), files, input.links(), input.runId());
  }

  /** Persons p1 to p5 of system {@code urn:test} are subjects 1 to 5; p9 is claimed twice. */
  public static Dataset<Row> links(SparkSession spark) {
    return TextTable.rows(
        spark,
        SubjectLinks.TABLE,
        """
        | source | source_subject_id | identifier_system | identifier | subject_id |
        | ehr    | Patient/1         | urn:test          | p1         | 1          |
        | ehr    | Patient/2         | urn:test          | p2         | 2          |
        | ehr    | Patient/3         | urn:test          | p3         | 3          |
        | ehr    | Patient/4         | urn:test          | p4         | 4          |
        | ehr    | Patient/5         | urn:test          | p5         | 5          |
        | other  | X1                | urn:test          | p1         | 1          |
        | ehr    | Patient/9         | urn:test          | p9         | 8          |
        | other  | X9                | urn:test          | p9         | 9          |
        | ehr    | Patient/7         | urn:other         | p7         | 7          |
        """);
  }

  /** The rows as texts, cells parted by a space and a bar, null as a dash, sorted. */
  public static List<String> texts(Dataset<Row> rows, String... columns) {
    return rows.selectExpr(columns).collectAsList().stream().map(Extracts::text).sorted().toList();
  }

  private static String text(Row row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      cells.add(row.isNullAt(i) ? "-" : row.get(i).toString());
    }
    return String.join(" | ", cells);
  }

  private static List<SourceFile> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      List<SourceFile> files = new ArrayList<>();
      for (Path path : paths.sorted().toList()) {
        files.add(
            new SourceFile(
                path.getFileName().toString(), path.toUri().toString(), Files.size(path), "-"));
      }
      return files;
    }
  }
}
