package org.medley.jobs.source.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;

class RegistryMappingTest {
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final String SUBJECT = "subject: {column: id, identifier-system: urn:test}\n";
  private static final String OUTCOME =
      "{endpoint: e, status: {column: s, values: {1: event}}, time: {column: t, format: iso}}";

  @TempDir private Path folder;

  @Test
  void theShippedMappingsAreValid() {
    RegistryMapping.Read vital =
        RegistryMapping.read(Path.of("../conf/mappings/vital-status.yaml"), UTC);

    assertThat(vital.columns().names())
        .containsExactlyInAnyOrder(
            "arm", "endpoint", "entry_date", "patient_id", "status", "status_date");
    assertThat(vital.mapping().subject().declares()).isFalse();
    assertThat(vital.mapping().outcomes()).hasSize(1);
    RegistryMapping trial =
        RegistryMapping.read(Path.of("../conf/mappings/trial.yaml"), UTC).mapping();
    assertThat(trial.subject().declares()).isTrue();
    assertThat(trial.outcomes()).hasSize(2);
    assertThat(trial.measures()).hasSize(2);
  }

  @Test
  void everyProblemIsReportedAtOnceWithItsKeyPath() throws IOException {
    assertThatThrownBy(
            () ->
                read(
                    """
                    delimiter: ";;"
                    subjekt: {column: id}
                    subject: {column: id}
                    endpoint: {column: a, constant: b}
                    status: {column: s, values: {dead: event, alive: negative}}
                    entry: {column: e, format: yyyy-MM, zone: Mars/Base}
                    time: {format: yyyy-MM-dd}
                    """))
        .isInstanceOf(MedleyException.class)
        .hasFieldOrPropertyWithValue("exitCode", ExitCode.CONFIGURATION)
        .hasMessageContaining("has 8 problems")
        .hasMessageContaining("m.yaml:1: delimiter: is not one character")
        .hasMessageContaining("subject.identifier-system: is missing")
        .hasMessageContaining("endpoint: gives a column and a constant")
        .hasMessageContaining("status.values.alive: is 'negative'; use one of")
        .hasMessageContaining("entry.zone: is 'Mars/Base'")
        .hasMessageContaining("entry.format: is 'yyyy-MM'")
        .hasMessageContaining("time.column: is missing")
        .hasMessageContaining("m.yaml:2: subjekt: is not a known key; did you mean 'subject'?");
  }

  /** A mapping with one fault each, and what is said of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "outcomes: [OUTCOME, OUTCOME] | outcomes[1].endpoint: stands twice",
        "outcomes: OUTCOME | outcomes: is not a list",
        "missing: [x] | outcomes: is missing, and so is measures",
        "`outcomes: [OUTCOME]\nendpoint: e` | endpoint: stands beside outcomes",
        "outcomes: [{endpoint: e, time: entry, status: {column: s, values: {1: event}}}]"
            + "| outcomes[0].time: is entry, which is not mapped",
        "outcomes: [{endpoint: e, time: {column: t, unit: days}, status: {column: s, filled:"
            + " event, empty: censored}}] | outcomes[0].time.after: is missing",
        "outcomes: [{endpoint: e, time: {column: t, unit: fortnights, after: 2001-01-01}, status:"
            + " {column: s, values: {1: event}}}] | outcomes[0].time.unit: is 'fortnights'",
        "outcomes: [{endpoint: e, time: {column: t, unit: days, format: iso, after: 2001-01-01},"
            + " status: {column: s, values: {1: event}}}]"
            + "| outcomes[0].time.format: stands beside unit",
        "measures: [{code: hb, column: h, type: number, time: static}] | measures[0].code: is 'hb'",
        "measures: [{code: A//b, column: h, time: static}] | measures[0].type: is missing",
        "measures: [{code: A//b, column: h, type: number}] | measures[0].time: is missing",
        "measures: [{code: A//b, column: h, type: category, time: static}]"
            + "| measures[0].values: is missing",
        "measures: [{code: A//b, column: h, type: number, values: {1: 2}, time: static}]"
            + "| measures[0].values: is not a known key",
        "measures: [{code: A//b, column: h, type: boolean, values: {1: ja}, time: static}]"
            + "| measures[0].values.1: is 'ja'; use one of [false, true]",
        "measures: [{code: A//b, column: h, type: text, unit: kg, time: static}]"
            + "| measures[0].unit: is not a known key",
        "measures: [{code: {column: c}, column: h, type: text, time: static}]"
            + "| measures[0].code.system: is missing",
        "measures: [{code: {column: c, system: LOINC}, time: 2001-01-01}]"
            + "| measures[0].domain: is missing",
        "measures: [{code: A//b, column: h, type: text, time: 31.12.2001}]"
            + "| measures[0].time: is '31.12.2001'",
        "measures: [{code: A//b, column: h, type: text, time: 2001-01-01, available: {lag-days:"
            + " -1}}]"
            + "| measures[0].available.lag-days: is negative",
        "measures: [{code: A//b, column: h, type: text, time: static, available: {lag-days: 1}}]"
            + "| measures[0].available.lag-days: counts from a time that is static",
        "decimal: ';' | decimal: is ';'"
      })
  void aFaultIsNamedByItsKey(String text, String said) {
    assertThatThrownBy(() -> read(SUBJECT + text.replace("OUTCOME", OUTCOME)))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{column: id, identifier-system: s, sex: {column: x, values: {1: male}}}"
            + "| subject.sex: stands without 'declare: true'",
        "{row: true} | subject.row: stands without 'declare: true'",
        "{row: true, column: id, declare: true} | subject.column: is not the only one",
        "{column: id, declare: true, age: {column: a, unit: years}} | subject.age: is that at"
            + " entry",
        "{column: id, declare: true, sex: {column: x, values: {1: man}}}"
            + "| subject.sex.values.1: is 'man'",
        "{column: id, declare: true, age: {column: a}, birth: {column: b, format: year}}"
            + "| subject.age: stands beside birth",
        "{declare: true} | subject.column: is missing"
      })
  void aFaultOfTheSubjectIsNamed(String subject, String said) {
    assertThatThrownBy(() -> read("subject: " + subject + "\noutcomes: [" + OUTCOME + "]"))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining(said);
  }

  @Test
  void aMissingFileIsAProblemOfTheConfiguration() {
    assertThatThrownBy(() -> RegistryMapping.read(folder.resolve("none.yaml"), UTC))
        .isInstanceOf(MedleyException.class)
        .hasFieldOrPropertyWithValue("exitCode", ExitCode.CONFIGURATION)
        .hasMessageContaining("none.yaml does not exist");
  }

  private RegistryMapping.Read read(String text) throws IOException {
    return RegistryMapping.read(Files.writeString(folder.resolve("m.yaml"), text), UTC);
  }
}
