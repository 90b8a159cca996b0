package org.medley.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.Matrix;
import org.medley.features.testing.SparkTest;

/** Nights on a lake with history build again what changed, and no more. */
@SparkTest
class IncrementalFeaturesTest {
  private static final String FEATURES = FeaturesStep.name("sample");
  private static final LocalDate DAY = LocalDate.of(2020, 1, 10);
  private static final int PEOPLE = 100;

  private static final String TASK =
      """
      predicates:
        visit: {code: {regex: '^ACTCODE//'}}
        finding: {code: {regex: '^(SNOMED|LOINC)//'}}
        death: {code: MEDS_DEATH}
      trigger: {dates: [2019-11-05, 2019-12-05, 2020-01-02]}
      windows:
        input: {start: end - 60d, end: trigger, start_inclusive: false, end_inclusive: true, index_timestamp: end}
        target: {start: input.end, end: start + 10d, start_inclusive: false, end_inclusive: true, label: finding}
      observation: {competing: [death]}
      features:
        families: [demographics, codes, measurements]
        windows: [30d, full]
        min-prevalence: 0.0
      score: {at: as-of}
      """;

  @Test
  void whereOnePercentHaveNewEventsOnlyTheyAreBuilt(SparkSession spark, @TempDir Path folder)
      throws IOException {
    CohortSite site = new CohortSite(spark, folder, TASK);
    List<String> lines = new ArrayList<>();
    for (int person = 0; person < PEOPLE; person++) {
      lines.add(patient(person));
      lines.add(encounter(person));
      lines.add(observation(person, 0, person));
    }
    site.write("first.ndjson", lines);
    Map<String, String> first = site.night(DAY).get(FEATURES).notes();
    assertThat(first)
        .containsEntry("rebuilt", "all members")
        .containsEntry("members rebuilt", Integer.toString(4 * PEOPLE));
    site.stand(spark);

    site.write("second.ndjson", List.of(observation(7, 1, 3)));
    assertThat(site.night(DAY).get(FEATURES).notes())
        .containsEntry("rebuilt", "members that changed")
        .containsEntry("subjects seen", Integer.toString(PEOPLE))
        .containsEntry("subjects changed", "1")
        .containsEntry("subjects rebuilt", "1")
        .containsEntry("members rebuilt", "4")
        .containsEntry("members kept", Integer.toString(4 * (PEOPLE - 1)));
    assertThat(site.text(Matrix.TABLE, FEATURES)).isEqualTo(site.wholeMatrix());

    // Everyone is scored at another time, and the matrices of training stay.
    assertThat(site.night(DAY.plusDays(1)).get(FEATURES).notes())
        .containsEntry("subjects changed", "0")
        .containsEntry("subjects rebuilt", Integer.toString(PEOPLE))
        .containsEntry("members rebuilt", Integer.toString(PEOPLE))
        .containsEntry("members kept", Integer.toString(3 * PEOPLE));
    assertThat(site.text(Matrix.TABLE, FEATURES)).isEqualTo(site.wholeMatrix());
  }

  @Test
  void changesOfAllKindsLeaveWhatAWholeBuildGives(SparkSession spark, @TempDir Path folder)
      throws IOException {
    RandomExtract extract = new RandomExtract(new Random(97));
    CohortSite site = new CohortSite(spark, folder, TASK);
    extract.writtenOn(1);
    site.write("people.ndjson", extract.people());
    site.write("night1.ndjson", extract.versions());
    site.night(LocalDate.of(2020, 1, 1));
    site.stand(spark);

    extract.writtenOn(2);
    site.write("merged.ndjson", extract.people());
    site.write("20200102T180000000Z/deleted/1.ndjson", List.of(extract.deletions()));
    site.write("changed.ndjson", List.of(extract.death(1), extract.otherBirth(2)));
    site.write("night2.ndjson", extract.laterVersions(5));
    assertThat(site.night(LocalDate.of(2020, 1, 2)).get(FEATURES).notes())
        .containsEntry("rebuilt", "members that changed");
    assertThat(site.text(Matrix.TABLE, FEATURES)).isNotEmpty().isEqualTo(site.wholeMatrix());
  }

  private static String patient(int person) {
    return "{\"resourceType\":\"Patient\",\"id\":\"p%d\",\"birthDate\":\"1960-01-%02d\"}"
        .formatted(person, 1 + person % 28);
  }

  private static String encounter(int person) {
    return ("{\"resourceType\":\"Encounter\",\"id\":\"e%1$d\",\"status\":\"finished\","
            + "\"class\":{\"code\":\"AMB\"},\"subject\":{\"reference\":\"Patient/p%1$d\"},"
            + "\"period\":{\"start\":\"2019-10-01T00:00:00Z\",\"end\":\"2019-10-01T01:00:00Z\"}}")
        .formatted(person);
  }

  private static String observation(int person, int number, int value) {
    return ("{\"resourceType\":\"Observation\",\"id\":\"o%1$d-%2$d\",\"status\":\"final\","
            + "\"subject\":{\"reference\":\"Patient/p%1$d\"},"
            + "\"effectiveDateTime\":\"2020-01-0%3$dT00:00:00Z\","
            + "\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"1-8\"}]},"
            + "\"valueQuantity\":{\"value\":%4$d}}")
        .formatted(person, number, 1 + number, value);
  }
}
