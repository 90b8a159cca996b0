package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.Events;
import org.medley.features.contract.Quarantine;
import org.medley.features.contract.ResourceVersions;
import org.medley.features.contract.Resources;
import org.medley.features.contract.SubjectLinks;
import org.medley.features.contract.TableContract;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.control.Control;
import org.medley.jobs.control.StepEnd;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.Night;
import org.medley.jobs.night.NightListener;
import org.medley.jobs.night.Step;
import org.medley.jobs.site.Site;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.SourceSettings;
import org.medley.jobs.source.fhir.FhirSource;

/** Loads of a FHIR source on top of each other: landing, people and events. */
@SparkTest
class LoadsTest {
  private static final Path CONF = Path.of("..", "conf");
  private static final List<String> VIEWS =
      List.of("patient-subjects", "observation-events", "encounter-encounters", "medication-codes");
  private static final List<String> EVENTS =
      List.of(
          Events.SOURCE_TYPE,
          Events.SOURCE_ID,
          Events.SOURCE_PART,
          Events.CODE,
          Events.NUMERIC_VALUE,
          Events.TIME,
          Events.AVAILABLE_TIME,
          Events.SUPERSEDED_TIME,
          Events.SUBJECT_ID);

  @TempDir Path folder;

  @Test
  void correctionsDeletionsAndMendedFilesChangeWhatTheyConcern(SparkSession spark)
      throws IOException {
    LoadedSite site = new LoadedSite(spark, folder.resolve("lake"), Map.of());
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
  void loadsInAnyOrderAndPortionLeaveTheSameTables(SparkSession spark) throws IOException {
    Random random = new Random(7);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      lines.add(patient("p" + i));
    }
    for (int i = 0; i < 60; i++) {
      lines.add(
          observation(
              "o" + random.nextInt(20), "p" + random.nextInt(12), 1 + random.nextInt(4), i % 7));
    }
    List<List<String>> results = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      Collections.shuffle(lines, random);
      Path in = folder.resolve("in" + round);
      LoadedSite site = new LoadedSite(spark, folder.resolve("lake" + round), Map.of(), in);
      for (int part = 0; part < 3; part++) {
        List<String> own = lines.subList(part * 24, part * 24 + 24);
        Path file = in.resolve("part" + part + ".ndjson");
        Files.createDirectories(in);
        Files.write(file, own, StandardCharsets.UTF_8);
        if (part == 2 || round == 1) {
          site.night();
        }
      }
      results.add(site.everything());
    }
    assertThat(results.get(1)).isEqualTo(results.get(0));
  }

  @Test
  void aCompleteExtractDeletesWhatItLacks(SparkSession spark) throws IOException {
    LoadedSite site =
        new LoadedSite(
            spark,
            folder.resolve("lake"),
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

  /** A site with one source, and its lake. */
  private final class LoadedSite {
    private final SparkSession spark;
    private final Lake lake;
    private final Control control;
    private final SourceSettings settings;
    private final Path in;
    private final Path views;
    private Map<String, StepEnd> ends;

    LoadedSite(SparkSession spark, Path root, Map<String, String> options) throws IOException {
      this(spark, root, options, folder.resolve("in"));
    }

    LoadedSite(SparkSession spark, Path root, Map<String, String> options, Path in)
        throws IOException {
      this.spark = spark;
      this.in = in;
      this.lake = new Lake(spark, root.toString());
      this.control = new Control(spark, root.toString(), Clock.systemUTC());
      this.views = Files.createDirectories(folder.resolve("views"));
      for (String view : VIEWS) {
        Path file = Path.of(view + ".json");
        Files.copy(
            CONF.resolve("views").resolve(file),
            views.resolve(file),
            StandardCopyOption.REPLACE_EXISTING);
      }
      this.settings = new SourceSettings("ehr", "fhir", in.toString(), ZoneId.of("UTC"), options);
    }

    Map<String, StepEnd> night() throws IOException {
      return night(false);
    }

    Map<String, StepEnd> replay() throws IOException {
      return night(true);
    }

    private Map<String, StepEnd> night(boolean replay) throws IOException {
      List<SourceFile> files = files();
      LocalDate date = LocalDate.of(2024, 1, 1);
      ends =
          new Night(spark, lake, control, date, Clock.systemUTC(), new Silent())
              .run(
                  ledger -> {
                    Landed landed = Landed.after(ledger.lastResult("ingest:ehr"), lake);
                    return List.<Step>of(
                        new IngestStep(
                            new FhirSource(),
                            settings,
                            files,
                            Site.Tolerance.STANDARD,
                            replay ? landed.replaying() : landed,
                            Instant.parse("2024-01-01T23:59:59Z")),
                        new SubjectsStep(
                            List.of(settings), List.of(settings), views, CONF.resolve("demo.key")),
                        new EventsStep(settings, views, CONF.resolve("codes")));
                  });
      return ends;
    }

    private List<SourceFile> files() throws IOException {
      try (Stream<Path> all = Files.walk(in)) {
        List<SourceFile> files = new ArrayList<>();
        for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
          byte[] bytes = Files.readAllBytes(file);
          files.add(
              new SourceFile(
                  in.relativize(file).toString(),
                  file.toUri().toString(),
                  bytes.length,
                  DigestUtils.sha256Hex(bytes)));
        }
        return files;
      }
    }

    Dataset<Row> table(TableContract table, String step) {
      Output output =
          ends.get(step).outputs().stream()
              .filter(each -> each.table().equals(table.name()))
              .findFirst()
              .orElseThrow();
      Dataset<Row> rows = lake.read(table, output);
      assertThat(rows.count()).as(table.name()).isEqualTo(output.rows());
      return rows;
    }

    List<String> current(String id) {
      return values(id, col(Events.SUPERSEDED_TIME).isNull());
    }

    List<String> replaced(String id) {
      return values(id, col(Events.SUPERSEDED_TIME).isNotNull());
    }

    private List<String> values(String id, Column condition) {
      return table(Events.TABLE, "events:ehr")
          .where(col(Events.SOURCE_ID).equalTo(id).and(condition))
          .select(Events.NUMERIC_VALUE)
          .collectAsList()
          .stream()
          .map(row -> String.valueOf(row.getDouble(0)))
          .toList();
    }

    List<String> refused() {
      return table(Quarantine.TABLE, "ingest:ehr")
          .select(Quarantine.FILE, Quarantine.LINE, Quarantine.BYTE_OFFSET)
          .collectAsList()
          .stream()
          .map(Row::toString)
          .toList();
    }

    /** All tables as sorted text, less what says in which load and file something came. */
    List<String> everything() {
      List<String> all = new ArrayList<>();
      all.addAll(text(table(Resources.TABLE, "ingest:ehr").select(Resources.RAW), "current"));
      all.addAll(
          text(table(ResourceVersions.TABLE, "ingest:ehr").select(Resources.RAW), "version"));
      all.addAll(text(table(SubjectLinks.TABLE, "subjects"), "link"));
      all.addAll(
          text(
              table(Events.TABLE, "events:ehr")
                  .select(EVENTS.stream().map(name -> col(name)).toArray(Column[]::new)),
              "event"));
      return all;
    }

    private static List<String> text(Dataset<Row> rows, String kind) {
      return rows.select(lit(kind), col("*")).collectAsList().stream()
          .map(Row::toString)
          .sorted()
          .toList();
    }
  }

  private static final class Silent implements NightListener {
    @Override
    public void started(String step) {}

    @Override
    public void ended(String step, StepEnd end) {}

    @Override
    public void failed(String step) {}
  }
}
