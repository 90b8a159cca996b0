package org.medley.jobs.source.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.jobs.error.MedleyException;

class OutcomeMappingTest {
  private static final ZoneId UTC = ZoneId.of("UTC");

  @Test
  void theShippedMappingIsValid() {
    OutcomeMapping mapping =
        OutcomeMapping.read(Path.of("../conf/mappings/vital-status.yaml"), UTC);

    assertThat(mapping.columns())
        .containsExactly("arm", "endpoint", "entry_date", "patient_id", "status", "status_date");
    assertThat(mapping.identifierSystem()).isEqualTo("https://github.com/synthetichealth/synthea");
    assertThat(mapping.missing()).containsExactly("NA");
  }

  @Test
  void everyProblemIsReportedAtOnceWithItsKeyPath(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("m.yaml"),
            """
            delimiter: ";;"
            subjekt: {column: id}
            subject: {column: id}
            endpoint: {column: a, constant: b}
            status: {column: s, values: {dead: event, alive: negative}}
            entry: {column: e, format: yyyy-MM, zone: Mars/Base}
            time: {format: yyyy-MM-dd}
            """);

    assertThatThrownBy(() -> OutcomeMapping.read(file, UTC))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("has 8 problems")
        .hasMessageContaining("m.yaml: delimiter: is not one character")
        .hasMessageContaining("subject.identifier-system: is missing")
        .hasMessageContaining("endpoint: does not say which endpoint")
        .hasMessageContaining("status.values.alive: is 'negative'; use one of")
        .hasMessageContaining("entry.zone: is 'Mars/Base'")
        .hasMessageContaining("entry.format: is 'yyyy-MM'")
        .hasMessageContaining("time.column: is missing")
        .hasMessageContaining("subjekt: is not a known key; did you mean 'subject'?");
  }

  @Test
  void aMissingFileIsAProblemOfTheConfiguration(@TempDir Path folder) {
    assertThatThrownBy(() -> OutcomeMapping.read(folder.resolve("none.yaml"), UTC))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("none.yaml cannot be read");
  }
}
