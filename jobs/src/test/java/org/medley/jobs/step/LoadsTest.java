package org.medley.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.ResourceVersions;
import org.medley.features.contract.Resources;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.source.fhir.FhirSource;

/** Loads of a FHIR source on top of each other: landing, people and events. */
@SparkTest
class LoadsTest {
  @TempDir Path folder;

  @Test
  void correctionsDeletionsAndMendedFilesChangeWhatTheyConcern(SparkSession spark)
      throws IOException {
    LoadedSite site = new LoadedSite(spark, folder, Map.of());
    String first = observation("o1", "p", 1, 5);
    String cut = "{\"resourceType\":\"Observation\"";
    write("in/a.ndjson", patient("p"), first, observation("o2", "p", 1, 6), cut, "no json");
    site.night();
    assertThat(site.current("o1")).containsExactly("5.0");
    assertThat(site.refused()).hasSize(2);

    write("in/b.ndjson", observation("o1", "p", 2, 7.5), observation("o2", "p", 0, 1));
    write(
        "in/20200110T000000000Z/deleted/1.ndjson",
        "{\"resourceType\":\"Parameters\"}",
        deletion("Observation/o2"));
    Map<String, StepEnd> ends = site.replay();
    assertThat(ends.get("events:ehr").notes()).containsEntry("rebuilt", "resources that changed");
    assertThat(site.current("o1")).containsExactly("7.5");
    assertThat(site.current("o2")).isEmpty();
    assertThat(site.refused()).hasSize(2);
    assertThat(site.replaced("o1")).containsExactly("5.0");
    assertThat(
            site.table(ResourceVersions.TABLE, "ingest:ehr")
                .select(Resources.ID, ResourceVersions.DELETED)
                .collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder("[o1,false]", "[o2,false]", "[o2,false]", "[o2,true]");

    List<String> before = site.everything();
    Files.copy(folder.resolve("in/a.ndjson"), folder.resolve("in/renamed.ndjson"));
    assertThat(site.night().get("ingest:ehr").notes()).containsEntry("load", "2");
    assertThat(site.everything()).isEqualTo(before);

    Files.delete(folder.resolve("in/renamed.ndjson"));
    write("in/c.ndjson", observation("o2", "p", 20, 9));
    write("in/a.ndjson", patient("p"), observation("o3", "p", 1, 4), "no json");
    site.night();
    assertThat(site.current("o2")).containsExactly("9.0");
    assertThat(site.current("o3")).containsExactly("4.0");
    int offset = patient("p").length() + observation("o3", "p", 1, 4).length() + 2;
    assertThat(site.refused()).containsExactly("[a.ndjson,3,%d]".formatted(offset));
  }

  @Test
  void aCompleteExtractDeletesWhatItLacks(SparkSession spark) throws IOException {
    LoadedSite site =
        new LoadedSite(
            spark,
            folder,
            Map.of(FhirSource.EXTRACT, "complete", "extract-time", "2030-01-01T00:00:00Z"));
    write("in/a.ndjson", patient("p"), observation("o1", "p", 1, 5), observation("o2", "p", 1, 6));
    site.night();
    write("in/a.ndjson", patient("p"), observation("o2", "p", 1, 6));
    site.night();
    assertThat(site.current("o1")).isEmpty();
    assertThat(site.current("o2")).containsExactly("6.0");

    // It was only left out by mistake.
    write("in/a.ndjson", patient("p"), observation("o1", "p", 1, 5), observation("o2", "p", 1, 6));
    site.night();
    assertThat(site.current("o1")).containsExactly("5.0");
  }

  @Test
  void whereAnOptionChangedEventsAreMadeAnewAndEarlierExtractsKeepTheirTime(SparkSession spark)
      throws IOException {
    Map<String, String> late = Map.of("extract-time", "2022-01-01T00:00:00Z");
    LoadedSite site = new LoadedSite(spark, folder, Map.of("extract-time", "2021-01-01T00:00:00Z"));
    String undated = observation("o1", "p", 1, 7.5).replaceAll("\"meta\":\\{[^}]*},", "");
    write("in/a.ndjson", patient("p"), observation("o1", "p", 1, 5));
    write("in/b.ndjson", undated);
    site.night();
    assertThat(site.supersededTimes("o1")).containsExactly(Instant.parse("2021-01-01T00:00:00Z"));

    site.set(late);
    write("in/c.ndjson", observation("o2", "p", 1, 6));
    Map<String, StepEnd> ends = site.night();
    assertThat(ends.get("events:ehr").notes()).containsEntry("rebuilt", "all resources");
    assertThat(site.supersededTimes("o1")).containsExactly(Instant.parse("2021-01-01T00:00:00Z"));
    assertThat(site.current("o2")).containsExactly("6.0");
  }

  private void write(String file, String... lines) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, List.of(lines), StandardCharsets.UTF_8);
  }

  private static String patient(String id) {
    return "{\"resourceType\":\"Patient\",\"id\":\"%s\",\"birthDate\":\"1970-01-02\"}"
        .formatted(id);
  }

  private static String observation(String id, String patient, int day, double value) {
    return ("{\"resourceType\":\"Observation\",\"id\":\"%s\","
            + "\"meta\":{\"lastUpdated\":\"2020-01-%02dT00:00:00Z\"},"
            + "\"status\":\"final\",\"subject\":{\"reference\":\"Patient/%s\"},"
            + "\"effectiveDateTime\":\"2019-12-01T00:00:00Z\","
            + "\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"1-8\"}]},"
            + "\"valueQuantity\":{\"value\":%s}}")
        .formatted(id, Math.max(1, day), patient, value);
  }

  private static String deletion(String key) {
    return ("{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":"
            + "[{\"request\":{\"method\":\"DELETE\",\"url\":\"%s\"}}]}")
        .formatted(key);
  }
}
