package org.medley.jobs.step;

import static org.medley.jobs.contract.Files.ACCEPTED;
import static org.medley.jobs.contract.Files.BLANK;
import static org.medley.jobs.contract.Files.DUPLICATE;
import static org.medley.jobs.contract.Files.FILE;
import static org.medley.jobs.contract.Files.LINES;
import static org.medley.jobs.contract.Files.QUARANTINED;
import static org.medley.jobs.contract.Files.SUPERSEDED;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.medley.jobs.contract.Files;
import org.medley.jobs.source.Ingestion;
import org.medley.jobs.source.SourceFile;

/**
 * What became of the lines of each file.
 *
 * @param read rows of {@code ops.files} of the files that were read, those without lines included
 * @param tried counts of lines that were in quarantine and were tried again, by file
 */
record FileAccounts(List<Row> read, Map<String, Row> tried) {
  private static final String[] COUNTS = {
    LINES, ACCEPTED, SUPERSEDED, DUPLICATE, QUARANTINED, BLANK
  };

  /**
   * The accounts of {@code ingestion}.
   *
   * @throws IllegalStateException if the lines of a file do not add up
   */
  static FileAccounts of(String source, List<SourceFile> files, Ingestion ingestion, String runId) {
    Map<String, Row> counted = byFile(ingestion.accounts());
    List<Row> read = new ArrayList<>();
    for (SourceFile file : files) {
      long[] counts = counts(counted.remove(file.name()));
      checkSum(file.name(), counts);
      read.add(row(source, file.name(), file.bytes(), file.digest(), counts, runId));
    }
    if (!counted.isEmpty()) {
      throw new IllegalStateException("lines were accounted to files nobody pulled");
    }
    return new FileAccounts(read, byFile(ingestion.replayed()));
  }

  /** The sum of {@code column} over the files that were read. */
  long sum(String column) {
    int index = Files.TABLE.schema().fieldIndex(column);
    return read.stream().mapToLong(row -> row.getLong(index)).sum();
  }

  /**
   * The accounts of all files, given those before: a file that was read anew replaces itself; a
   * line that left quarantine moves to where it went.
   */
  List<Row> after(List<Row> before) {
    Map<String, Row> all = new TreeMap<>();
    before.forEach(row -> all.put(row.getAs(FILE), moved(row)));
    read.forEach(row -> all.put(row.getString(1), row));
    return new ArrayList<>(all.values());
  }

  private Row moved(Row before) {
    long[] counts = counts(before);
    Row now = tried.get(before.<String>getAs(FILE));
    if (now != null) {
      long[] fates = counts(now);
      for (int i = 1; i < fates.length; i++) {
        counts[i] += fates[i];
      }
      counts[4] -= fates[0];
    }
    checkSum(before.getAs(FILE), counts);
    return row(
        before.getAs(Files.SOURCE),
        before.getAs(FILE),
        before.getAs(Files.BYTES),
        before.getAs(Files.DIGEST),
        counts,
        before.getAs(Files.RUN_ID));
  }

  private static Row row(
      String source, String file, long bytes, String digest, long[] counts, String runId) {
    return RowFactory.create(
        source, file, bytes, digest, counts[0], counts[1], counts[2], counts[3], counts[4],
        counts[5], runId);
  }

  private static Map<String, Row> byFile(Dataset<Row> accounts) {
    return accounts.select(FILE, COUNTS).collectAsList().stream()
        .collect(Collectors.toMap(row -> row.getString(0), row -> row));
  }

  private static long[] counts(Row row) {
    long[] counts = new long[COUNTS.length];
    for (int i = 0; row != null && i < counts.length; i++) {
      counts[i] = row.<Long>getAs(COUNTS[i]);
    }
    return counts;
  }

  private static void checkSum(String file, long[] counts) {
    long parts = 0;
    for (int i = 1; i < counts.length; i++) {
      parts += counts[i];
    }
    if (counts[0] != parts) {
      throw new IllegalStateException(
          file + " has " + counts[0] + " lines, but " + parts + " are accounted for");
    }
  }
}
