package org.medley.jobs.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.LineReader;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.SourceSettings;

@SparkTest
class InventoryTest {
  @TempDir Path folder;
  private SparkSession spark;

  @BeforeEach
  void session(SparkSession session) {
    spark = session;
  }

  @BeforeEach
  void files() throws IOException {
    for (String name :
        List.of(
            "2024-01/fhir/Patient.ndjson",
            "2024-02/fhir/Patient.ndjson",
            "2024-02/fhir/.partial/Patient.ndjson",
            "2024-02/readme.txt",
            "2025-01/fhir/Patient.ndjson",
            "odd[1].ndjson")) {
      Files.createDirectories(folder.resolve(name).getParent());
      Files.writeString(folder.resolve(name), name);
    }
  }

  private List<String> names(String path) {
    return inventory(path, KnownFiles.NONE).files().stream().map(SourceFile::name).toList();
  }

  private Inventory inventory(String path, KnownFiles known) {
    return Inventory.of(
        spark,
        new SourceSettings("ehr", "fhir", path, ZoneOffset.UTC, Map.of()),
        name -> name.endsWith(".ndjson"),
        known,
        Clock.systemUTC());
  }

  @Test
  void aFolderAFileAndAGlobNameWhatIsBelow() {
    assertThat(names(folder + "/2024-02")).containsExactly("fhir/Patient.ndjson");
    assertThat(names(folder + "/2024-02/fhir/Patient.ndjson")).containsExactly("Patient.ndjson");
    assertThat(names(folder + "/2024-*"))
        .containsExactly("2024-01/fhir/Patient.ndjson", "2024-02/fhir/Patient.ndjson");
    assertThat(names("file://" + folder + "/*/fhir/{Patient,Condition}.ndjson"))
        .containsExactly(
            "2024-01/fhir/Patient.ndjson",
            "2024-02/fhir/Patient.ndjson",
            "2025-01/fhir/Patient.ndjson");
    assertThat(names(folder + "/odd[1].ndjson")).containsExactly("odd[1].ndjson");
  }

  @Test
  void eachFileHasItsSizeAndDigest() {
    SourceFile file = inventory(folder + "/2024-0?/fhir", KnownFiles.NONE).files().get(0);

    assertThat(file.bytes()).isEqualTo(27);
    assertThat(file.digest()).isEqualTo(Digests.of("2024-01/fhir/Patient.ndjson"));
    assertThat(file.name()).isEqualTo("2024-01/fhir/Patient.ndjson");
  }

  @Test
  void whatMatchesNothingIsMissingAndAnUnknownSchemeIsUnsupported() {
    assertRefused(folder + "/2030-*", ExitCode.INPUT_MISSING, "is not there");
    assertRefused(folder + "/none", ExitCode.INPUT_MISSING, "is not there");
    assertRefused(folder + "/2024-02/*.txt", ExitCode.INPUT_MISSING, "holds no file of kind fhir");
    assertRefused("gopher://host/x*", ExitCode.UNSUPPORTED, "no file system for gopher:");
    assertRefused("s3a://bucket/x/*.ndjson", ExitCode.UNSUPPORTED, "no file system for s3a:");
  }

  @Test
  void aFileThatDidNotChangeSinceIsNotReadAgainForItsDigest() throws IOException {
    Path file = folder.resolve("2024-02/fhir/Patient.ndjson");
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    Files.setLastModifiedTime(file, FileTime.from(yesterday));
    Files.writeString(folder.resolve("2024-02/fhir/new.ndjson"), "new");
    Inventory first = inventory(folder + "/2024-02", KnownFiles.NONE);
    assertThat(first.known().byUri()).hasSize(1).containsKey(first.files().get(0).uri());

    Map<String, KnownFiles.Entry> marked = new HashMap<>(first.known().byUri());
    marked.replaceAll(
        (uri, known) -> new KnownFiles.Entry(known.bytes(), known.modified(), "kept"));
    assertThat(inventory(folder + "/2024-02", new KnownFiles(marked)).files())
        .extracting(SourceFile::digest)
        .containsExactly("kept", Digests.of("new"));

    Files.writeString(file, "2024-02/fhir/patient.ndjson");
    assertThat(inventory(folder + "/2024-02", new KnownFiles(marked)).files())
        .extracting(SourceFile::digest)
        .containsExactly(Digests.of("2024-02/fhir/patient.ndjson"), Digests.of("new"));
  }

  @Test
  void namesMayHoldWhatAddressesMayNot() throws IOException {
    Files.createDirectories(folder.resolve("a b"));
    Files.writeString(folder.resolve("a b/Patient (1)%20.ndjson"), "x\n");
    List<SourceFile> files = inventory(folder + "/a b", KnownFiles.NONE).files();

    assertThat(files).extracting(SourceFile::name).containsExactly("Patient (1)%20.ndjson");
    assertThat(LineReader.lines(spark, files).count()).isEqualTo(1);
  }

  private void assertRefused(String path, ExitCode code, String what) {
    assertThatThrownBy(() -> inventory(path, KnownFiles.NONE))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining(what)
        .extracting(e -> ((MedleyException) e).exitCode())
        .isEqualTo(code);
  }
}
