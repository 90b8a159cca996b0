package org.medley.jobs.pharmacogene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What PharmCAT's own tests expect, as tables of one row for each expectation. */
final class Expectations {
  /** Where the definitions and phenotypes that ship lie. */
  static final Path SHIPPED = Path.of("../conf/pharmacogenes");

  /** The part of the tests that is copied here. */
  static final Path BUNDLED = Path.of("src/test/resources/pharmacogenes");

  private static final int COLUMNS = 9;

  private Expectations() {}

  /**
   * One expectation.
   *
   * @param test name of PharmCAT's test
   * @param gene symbol, or drug:name
   * @param vcf file below the folder vcf
   * @param kind what is expected
   * @param expected in the words of that kind
   * @param combinations whether combinations are allowed
   * @param allMatches whether all pairs are asked for
   * @param exemptions whether exemptions apply
   * @param outside whether there are outside calls
   */
  record Row(
      String test,
      String gene,
      String vcf,
      String kind,
      String expected,
      boolean combinations,
      boolean allMatches,
      boolean exemptions,
      boolean outside) {}

  /** The rows of {@code expected.tsv} in {@code folder}. */
  static List<Row> rows(Path folder) {
    return lines(folder.resolve("expected.tsv")).stream()
        .map(line -> line.split("\t", COLUMNS))
        .map(
            c ->
                new Row(
                    c[0],
                    c[1],
                    c[2],
                    c[3],
                    c[4],
                    c[5].equals("true"),
                    c[6].equals("false"),
                    !c[7].equals("false"),
                    c[8].equals("yes")))
        .toList();
  }

  /** What is found where it is not what is expected, by {@link #key}. */
  static Map<String, String> explained() {
    Map<String, String> explained = new TreeMap<>();
    for (String line : lines(BUNDLED.resolve("disagreements.tsv"))) {
      String[] c = line.split("\t", -1);
      if (c.length != 6 || c[5].isBlank()) {
        throw new IllegalStateException("a disagreement is not explained: " + line);
      }
      explained.put(String.join(" ", c[0], c[1], c[2], c[3]), c[4]);
    }
    return explained;
  }

  /** What tells an expectation from others. */
  static String key(Row row) {
    return String.join(" ", row.test(), row.gene(), row.kind(), row.expected());
  }

  /** Lines of {@code file} below its first. */
  static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().skip(1).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
