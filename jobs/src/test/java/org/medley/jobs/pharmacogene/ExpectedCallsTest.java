package org.medley.jobs.pharmacogene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.medley.jobs.pharmacogene.Expectations.Row;

/** What PharmCAT's tests expect is what is found, but for what is explained. */
class ExpectedCallsTest {
  @Test
  void agreesWithTheBundledExpectations() {
    Found found = new Found(Expectations.BUNDLED.resolve("vcf"), List.of(Expectations.SHIPPED));

    Map<String, String> disagreements =
        disagreements(Expectations.rows(Expectations.BUNDLED), found);

    assertThat(Expectations.explained()).containsAllEntriesOf(disagreements);
    assertThat(disagreements).hasSize(3);
  }

  @Test
  void agreesWithEveryExpectation() {
    String shared = System.getProperty("medley.shared.data", "");
    assumeTrue(!shared.isEmpty(), "all of PharmCAT's cases need -Dmedley.shared.data");
    Path folder = Path.of(shared, "pgx");
    Found found = new Found(folder.resolve("tests/vcf"), List.of(Expectations.SHIPPED, folder));

    assertThat(disagreements(Expectations.rows(folder.resolve("tests")), found))
        .isEqualTo(Expectations.explained());
  }

  private static Map<String, String> disagreements(List<Row> rows, Found found) {
    Map<String, String> disagreements = new TreeMap<>();
    for (Row row : rows) {
      String answer = found.of(row);
      if (!answer.equals(row.expected())) {
        disagreements.put(Expectations.key(row), answer);
      }
    }
    return disagreements;
  }
}
