package org.medley.jobs.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkSessions;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.view.suite.CaseResult;
import org.medley.jobs.view.suite.Suite;

/** The official suite of SQL on FHIR v2, whole, and cases of our own in its format. */
@SparkTest
class ConformanceTest {
  private static final int OFFICIAL = 93;

  @Test
  void everyOfficialCaseGivesWhatTheSuiteExpects(SparkSession spark) throws Exception {
    List<CaseResult> results = results(spark, "/sql-on-fhir");

    assertThat(results).hasSize(OFFICIAL).allSatisfy(ConformanceTest::ok);
  }

  @Test
  void everyCaseOfOurOwnGivesWhatTheSpecificationSays(SparkSession spark) throws Exception {
    assertThat(results(spark, "/sql-on-fhir-more")).isNotEmpty().allSatisfy(ConformanceTest::ok);
  }

  private static void ok(CaseResult result) {
    assertThat(result.ok())
        .as("%s: %s: %s", result.file(), result.title(), result.message())
        .isTrue();
  }

  private static List<CaseResult> results(SparkSession spark, String folder)
      throws IOException, URISyntaxException {
    SparkSessions.compile(spark);
    Path path = Path.of(ConformanceTest.class.getResource(folder).toURI());
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .flatMap(file -> Suite.read(spark, file).run().stream())
          .toList();
    }
  }
}
