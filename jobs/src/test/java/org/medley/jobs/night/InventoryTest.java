package org.medley.jobs.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.source.SourceFile;
import org.medley.jobs.source.SourceSettings;

class InventoryTest {
  @TempDir Path folder;

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
    return inventory(path).stream().map(SourceFile::name).toList();
  }

  private static List<SourceFile> inventory(String path) {
    return Inventory.of(
        new SourceSettings("ehr", "fhir", path, ZoneOffset.UTC, Map.of()),
        name -> name.endsWith(".ndjson"),
        new Configuration());
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
    SourceFile file = inventory(folder + "/2024-0?/fhir").get(0);

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

  private static void assertRefused(String path, ExitCode code, String what) {
    assertThatThrownBy(() -> inventory(path))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining(what)
        .extracting(e -> ((MedleyException) e).exitCode())
        .isEqualTo(code);
  }
}
