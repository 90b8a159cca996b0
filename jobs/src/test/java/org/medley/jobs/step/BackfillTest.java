package org.medley.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;

/**
 * A past day that is built from everything that was loaded since equals the day that was built on
 * its own night, byte for byte: late, corrected and deleted facts and a death that became known
 * late do not exist before they were available.
 */
@SparkTest
class BackfillTest {
  private static final int NIGHTS = 2;

  private static final String TASK =
      """
      predicates:
        visit: {code: {regex: '^ACTCODE//'}}
        finding: {code: {regex: '^(SNOMED|LOINC)//'}}
        death: {code: MEDS_DEATH}
      trigger: {dates: [2019-10-20, 2019-11-05, 2019-12-05, 2020-01-02, 2020-01-03]}
      windows:
        input: {start: end - 60d, end: trigger, start_inclusive: false, end_inclusive: true, index_timestamp: end, has: {_ANY_EVENT: "(1, None)"}}
        target: {start: input.end, end: start + 40d, start_inclusive: false, end_inclusive: true, label: finding}
      observation: {competing: [death]}
      features:
        families: [demographics, codes, measurements]
        windows: [30d, full]
        min-prevalence: 0.0
      score: {at: as-of}
      """;

  @Test
  void aPastDayEqualsItsOwnNight(SparkSession spark, @TempDir Path folder) throws IOException {
    RandomExtract extract = new RandomExtract(new Random(41));
    CohortSite nightly = new CohortSite(spark, folder.resolve("nightly"), TASK);
    List<List<String>> nights = new ArrayList<>();
    for (int night = 1; night <= NIGHTS; night++) {
      extract.writtenOn(night);
      if (night == 1) {
        nightly.write("people.ndjson", extract.unlinkedPeople());
        nightly.write("night1.ndjson", extract.firstVersions(40));
      } else {
        nightly.write("night%d.ndjson".formatted(night), extract.laterVersions(20));
      }
      if (night == 2) {
        nightly.write("20200102T180000000Z/deleted/1.ndjson", List.of(extract.deletions()));
        nightly.write("deaths.ndjson", List.of(extract.death(1), extract.death(3)));
      }
      nightly.night(LocalDate.of(2020, 1, night));
      nights.add(nightly.everything());
    }
    assertThat(nights.get(0)).isNotEqualTo(nights.get(1));

    CohortSite late = new CohortSite(spark, folder.resolve("late"), TASK);
    late.take(nightly);
    for (int night = NIGHTS - 1; night >= 1; night--) {
      late.night(LocalDate.of(2020, 1, night));
      assertThat(late.everything()).as("night %d", night).isEqualTo(nights.get(night - 1));
    }
  }
}
