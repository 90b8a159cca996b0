package org.medley.jobs.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medley.jobs.check.Finding.State;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.settings.Overrides;

/** A sound set-up, and what is said of it when one thing is broken. */
class ChecksTest {
  private static final Path SHIPPED = Path.of("").toAbsolutePath().resolveSibling("conf");
  private static final String SITE =
      """
      site: a
      zone: UTC
      identity: {key-file: site.key}
      sources:
        ehr: {kind: fhir, path: extract, zone: UTC}
      """;

  @TempDir private Path folder;
  private Path conf;
  private Path lake;

  @BeforeEach
  void sound() throws IOException {
    conf = Files.createDirectories(folder.resolve("conf"));
    lake = Files.createDirectories(folder.resolve("lake"));
    copy("codes");
    copy("views");
    Files.writeString(conf.resolve("site.yaml"), SITE);
    Files.writeString(conf.resolve("site.key"), "0123456789abcdef0123456789abcdef");
    Files.createDirectories(conf.resolve("extract"));
    Files.writeString(conf.resolve("extract/Patient.ndjson"), "{\"resourceType\":\"Patient\"}\n");
  }

  @Test
  void ofASoundSetUpNothingFailsAndNothingIsLeftBehind() {
    List<Finding> findings = look(FakeHost.SOUND);

    assertThat(failures(findings)).isEmpty();
    assertThat(Finding.worst(findings)).isEqualTo(ExitCode.DONE);
    assertThat(findings.stream().map(Finding::check).distinct())
        .containsExactlyElementsOf(Checks.BY_NAME.keySet());
    assertThat(lake).isEmptyDirectory();
  }

  @Test
  void theShippedConfigurationPasses() {
    assertThat(
            failures(
                Checks.of(
                    new Setup(
                        FakeHost.SOUND,
                        SHIPPED,
                        Overrides.NONE,
                        lake.toString(),
                        new Configuration()))))
        .isEmpty();
  }

  @Test
  void anOldJava() {
    only(FakeHost.SOUND.java(11), "java", ExitCode.UNSUPPORTED, "Java 11", "JDK 17");
  }

  @Test
  void tooLittleMemory() {
    only(FakeHost.SOUND.heap(256L << 20), "memory", ExitCode.RESOURCE, "256.0 MiB", "MEDLEY_HEAP");
  }

  @Test
  void aFullDisk() {
    assertThat(failures(look(FakeHost.SOUND.room(1L << 20))))
        .hasSize(2)
        .allSatisfy(
            found -> {
              assertThat(found.check()).isEqualTo("disk");
              assertThat(found.exitCode()).isEqualTo(ExitCode.CANNOT_WRITE);
              assertThat(found.finding()).contains("only 1.0 MiB free");
            });
  }

  @Test
  void aLakeBelowAFile() throws IOException {
    lake = Files.createFile(folder.resolve("file")).resolve("lake");

    only(FakeHost.SOUND, "lake", ExitCode.CANNOT_WRITE, "cannot be written", "--lake");
  }

  @Test
  void aLakeWhereThisUserMayNotWrite() {
    assumeTrue(Files.isDirectory(Path.of("/sys/kernel")), "a folder that nobody may write to");
    lake = Path.of("/sys/kernel/lake");

    assertThat(failures(look(FakeHost.SOUND)))
        .first()
        .satisfies(
            found -> {
              assertThat(found.check()).isEqualTo("lake");
              assertThat(found.exitCode()).isEqualTo(ExitCode.PERMISSION);
              assertThat(found.fix()).contains("permissions");
            });
  }

  @Test
  void aClockThatIsNotSet() {
    only(FakeHost.SOUND.at("1970-01-01T00:01:00Z"), "clock", ExitCode.RESOURCE, "1970", "NTP");
  }

  @Test
  void everyProblemOfTheConfigurationIsALine() throws IOException {
    Files.writeString(
        conf.resolve("site.yaml"),
        SITE.replace("zone: UTC\nid", "zone: Mars\nminimum-cel: 5\nid").replace("fhir", "fire"));
    Files.createDirectories(conf.resolve("tasks"));
    Files.writeString(conf.resolve("tasks/t.yaml"), "a: [");

    assertThat(failures(look(FakeHost.SOUND)))
        .allMatch(found -> found.exitCode() == ExitCode.CONFIGURATION)
        .extracting(Finding::finding)
        .anySatisfy(text -> assertThat(text).contains("is 'Mars'"))
        .anySatisfy(text -> assertThat(text).contains("minimum-cel"))
        .anySatisfy(text -> assertThat(text).contains("sources.ehr.kind: is 'fire'"))
        .anySatisfy(text -> assertThat(text).contains("t.yaml").contains("is not YAML"));
  }

  @Test
  void aProblemOfTheSafetyRulesIsToldOnce() throws IOException {
    Files.createDirectories(conf.resolve("safety/rules"));

    assertThat(failures(look(FakeHost.SOUND)))
        .isNotEmpty()
        .allMatch(found -> found.check().equals("configuration"))
        .extracting(Finding::finding)
        .doesNotHaveDuplicates()
        .anySatisfy(text -> assertThat(text).contains("safety"));
  }

  @Test
  void noConfigurationAtAll() throws IOException {
    Files.delete(conf.resolve("site.yaml"));

    only(FakeHost.SOUND, "configuration", ExitCode.CONFIGURATION, "does not exist", "create it");
  }

  @Test
  void aSourceWithoutAZone() throws IOException {
    Files.writeString(conf.resolve("site.yaml"), SITE.replace("extract, zone: UTC", "extract"));

    only(
        FakeHost.SOUND,
        "configuration",
        ExitCode.CONFIGURATION,
        "sources.ehr.zone: is missing",
        "add it");
  }

  @Test
  void anIdentityKeyThatIsNotThere() throws IOException {
    Files.delete(conf.resolve("site.key"));

    only(FakeHost.SOUND, "identity key", ExitCode.CONFIGURATION, "site.key", "32 random bytes");
  }

  @Test
  void aWrongTableOfUnits() throws IOException {
    Files.writeString(conf.resolve("codes/units.csv"), "a,b\n1,2\n");

    only(FakeHost.SOUND, "codes and views", ExitCode.CONFIGURATION, "units.csv", "mend");
  }

  @Test
  void anExtractThatIsNotThere() throws IOException {
    Files.delete(conf.resolve("extract/Patient.ndjson"));
    Files.delete(conf.resolve("extract"));

    only(FakeHost.SOUND, "sources", ExitCode.INPUT_MISSING, "is not there", "sources.ehr.path");
  }

  @Test
  void anExtractWithoutFiles() throws IOException {
    Files.delete(conf.resolve("extract/Patient.ndjson"));

    only(FakeHost.SOUND, "sources", ExitCode.INPUT_MISSING, "no file of kind fhir", "put the");
  }

  @Test
  void anExtractOfEmptyFiles() throws IOException {
    Files.writeString(conf.resolve("extract/Patient.ndjson"), "");

    only(FakeHost.SOUND, "sources", ExitCode.INPUT_MISSING, "every file is empty", "written again");
  }

  @Test
  void anExtractFromTheFuture() {
    assertThat(look(FakeHost.SOUND.at("2025-01-02T00:00:00Z")))
        .filteredOn(found -> found.state() == State.WARN && found.check().equals("sources"))
        .singleElement()
        .satisfies(found -> assertThat(found.finding()).contains("the newest is of"));
  }

  @ParameterizedTest
  @CsvSource({"as-of,PASS", "2024-06-01T00:00:00Z,PASS", "2024-05-31T00:00:00Z,WARN"})
  void whetherAnybodyIsObservedAtTheAsOfDate(String extractTime, State state) {
    Overrides overrides = new Overrides(Map.of("sources.ehr.extract-time", extractTime));

    assertThat(
            Checks.of(
                new Setup(
                    FakeHost.SOUND, SHIPPED, overrides, lake.toString(), new Configuration())))
        .filteredOn(found -> found.check().equals("observation"))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.state()).isEqualTo(state);
              assertThat(found.finding().contains("decision pain-after-injury"))
                  .isEqualTo(state == State.WARN);
            });
  }

  @Test
  void aTableOfANewerProtocol() throws IOException {
    log("clinical/events", 0, protocol("\"timeTravelling\""));

    only(FakeHost.SOUND, "protocol", ExitCode.UNSUPPORTED, "timeTravelling", "newer Medley");
  }

  @Test
  void aPublishedTableThatNotEveryToolReads() throws IOException {
    log("published/risk", 0, protocol("\"deletionVectors\""));

    assertThat(look(FakeHost.SOUND))
        .filteredOn(found -> found.check().equals("protocol"))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.state()).isEqualTo(State.WARN);
              assertThat(found.finding()).contains("published.risk needs reader 3");
            });
  }

  @Test
  void aTableWhoseLogLacksAVersion() throws IOException {
    log("clinical/events", 0, protocol("\"deletionVectors\""));
    log("clinical/events", 2, "{\"commitInfo\":{}}");

    only(FakeHost.SOUND, "protocol", ExitCode.DATA_REJECTED, "version 1 of", "from a backup");
  }

  @Test
  void aTableOfWhichAFileIsGoneOrCutOff() throws IOException {
    String file = "{\"add\":{\"path\":\"task=a%%20b/%s.parquet\",\"size\":5}}";
    log(
        "published/risk",
        0,
        protocol("") + "\n" + file.formatted("a") + "\n" + file.formatted("b"));
    Path folder = Files.createDirectories(lake.resolve("published/risk/task=a b"));
    Files.writeString(folder.resolve("a.parquet"), "12345");

    only(
        FakeHost.SOUND,
        "table files",
        ExitCode.DATA_REJECTED,
        "published.risk is damaged in version 0, 1 of 2 files: task=a%20b/b.parquet is missing",
        "roll back");

    Files.writeString(folder.resolve("b.parquet"), "1234");
    only(
        FakeHost.SOUND,
        "table files",
        ExitCode.DATA_REJECTED,
        "b.parquet has 4 bytes instead of 5",
        "from a backup");

    Files.writeString(folder.resolve("b.parquet"), "54321");
    assertThat(failures(look(FakeHost.SOUND))).isEmpty();
  }

  @Test
  void whatARetryDoesNotCureDecidesTheExitCode() throws IOException {
    Files.delete(conf.resolve("extract/Patient.ndjson"));
    Files.delete(conf.resolve("site.key"));

    List<Finding> findings = look(FakeHost.SOUND.room(0));

    assertThat(failures(findings).stream().map(Finding::exitCode))
        .contains(ExitCode.INPUT_MISSING, ExitCode.CANNOT_WRITE, ExitCode.CONFIGURATION);
    assertThat(Finding.worst(findings)).isEqualTo(ExitCode.CONFIGURATION);
  }

  private void only(Host host, String check, ExitCode exitCode, String finding, String fix) {
    List<Finding> findings = look(host);
    assertThat(failures(findings))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.check()).isEqualTo(check);
              assertThat(found.exitCode()).isEqualTo(exitCode);
              assertThat(found.finding()).contains(finding);
              assertThat(found.fix()).contains(fix);
            });
    assertThat(Finding.worst(findings)).isEqualTo(exitCode);
  }

  private List<Finding> look(Host host) {
    return Checks.of(
        new Setup(host, conf, new Overrides(Map.of()), lake.toString(), new Configuration()));
  }

  private static List<Finding> failures(List<Finding> findings) {
    return findings.stream().filter(found -> found.state() == State.FAIL).toList();
  }

  private void copy(String name) throws IOException {
    Path target = Files.createDirectories(conf.resolve(name));
    try (Stream<Path> files = Files.list(SHIPPED.resolve(name))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
  }

  private void log(String table, int version, String line) throws IOException {
    Path log = Files.createDirectories(lake.resolve(table).resolve("_delta_log"));
    Files.writeString(log.resolve("%020d.json".formatted(version)), line + "\n");
  }

  private static String protocol(String feature) {
    return """
    {"protocol":{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":[%s],"writerFeatures":[%s]}}\
    """
        .formatted(feature, feature);
  }
}
