package org.medley.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door as a user starts it: a process with its two streams and its exit code. */
class CohortCommandTest {
  private static final Path ACES = Path.of("src/test/resources/aces").toAbsolutePath();
  private static final String READMISSION =
      ACES.resolve("configs/readmission_risk.yaml").toString();

  @TempDir private Path folder;

  @Test
  void printsSamplesAndAttritionAsOneDocument() throws IOException, InterruptedException {
    int exit =
        run(
            "--task",
            READMISSION,
            "--meds",
            ACES.resolve("data").toString(),
            "--mode",
            "compat",
            "--output",
            "json");

    assertThat(exit).as(err()).isZero();
    JsonNode answer = JsonMapper.builder().build().readTree(out());
    assertThat(answer.get("samples")).hasSize(194);
    JsonNode first = answer.get("samples").get(0);
    assertThat(first.get("subject_id").isTextual()).isTrue();
    assertThat(first.get("subject_id").asText()).isEqualTo("0");
    assertThat(first.get("index_time").asText()).isEqualTo("2010-06-25T07:23:00");
    assertThat(first.get("label").asInt()).isZero();
    assertThat(first.get("label_status").asText()).isEqualTo("negative");
    assertThat(answer.get("attrition").get(0).get("rule").asText())
        .isEqualTo("every time of admission");
    assertThat(answer.get("attrition").get(0).get("subjects").asInt()).isEqualTo(100);
  }

  @Test
  void writesLabelsAndAttritionInsteadOfSamples() throws IOException, InterruptedException {
    Path labels = folder.resolve("labels");
    String[] arguments = {
      "--task", READMISSION, "--meds", ACES.resolve("data").toString(), "--out", labels.toString()
    };
    assertThat(run(arguments)).as(err()).isZero();
    assertThat(labels.resolve("labels")).isDirectoryContaining("glob:**.parquet");
    JsonNode told =
        JsonMapper.builder().build().readTree(Files.readString(labels.resolve("attrition.json")));
    assertThat(told.get("mode").asText()).isEqualTo("strict");
    assertThat(told.has("samples")).isFalse();
    assertThat(told.get("attrition")).hasSize(6);
    assertThat(run(arguments)).isEqualTo(73);
    assertThat(err()).contains("is there already");
  }

  @Test
  void explainsATaskOfTheConfigurationWithoutData() throws IOException, InterruptedException {
    assertThat(run("acute-care", "--explain")).as(err()).isZero();
    assertThat(out())
        .contains("Task acute-care, mode strict")
        .contains("trigger: the end of each of 4 dates")
        .contains("input.end = trigger   <- prediction time")
        .contains("Samples of a subject at most 4, one for each date")
        .contains("no: it depends on nothing at or before the prediction time");
  }

  @Test
  void tellsEveryErrorAndWarningWithItsLine() throws IOException, InterruptedException {
    Path file =
        Files.writeString(
            folder.resolve("bad.yaml"),
            """
            predicates:
              a: {code: A}
              b: {expr: 'or(a, c)'}
            trigger: d
            windows:
              target:
                start: trigger
                end: start + 3 moons
                start_inclusive: false
                end_inclusive: true
                label: a
            """);
    assertThat(run("--task", file.toString(), "--explain")).isEqualTo(78);
    assertThat(err())
        .contains("bad.yaml:3: predicates.b: 'c' is not a predicate")
        .contains("bad.yaml:4: trigger: 'd' is not a predicate")
        .contains("bad.yaml:8: windows.target.end: '3 moons' is not a duration");
    assertThat(run("--task", file.toString(), "--explain", "--output", "json")).isEqualTo(78);
    assertThat(JsonMapper.builder().build().readTree(out()).get("errors")).hasSize(3);

    assertThat(
            run(
                "--task",
                ACES.resolve("configs/imminent_mortality.yaml").toString(),
                "--explain",
                "--output",
                "json"))
        .isZero();
    JsonNode answer = JsonMapper.builder().build().readTree(out());
    assertThat(answer.get("samples_per_subject").asText())
        .isEqualTo("as many as the record has times with an event");
    assertThat(answer.get("warnings").get(0).get("place").asText()).endsWith(".yaml:6");
    assertThat(answer.get("warnings").get(0).get("key").asText()).isEqualTo("trigger");
  }

  @Test
  void namesPredicatesThatMatchNothingAndTheNearestCode() throws IOException, InterruptedException {
    Path file =
        Files.writeString(
            folder.resolve("typo.yaml"),
            """
            predicates:
              admission: {code: {regex: '^ADMISSION//'}}
              typo: {code: LAB//SpO}
              pattern: {code: {regex: '^NOTHING'}}
              either: {expr: 'or(typo, pattern)'}
            trigger: admission
            windows:
              target:
                start: trigger
                end: start + 3 days
                start_inclusive: false
                end_inclusive: true
                label: either
            """);
    assertThat(
            run(
                "--task",
                file.toString(),
                "--meds",
                ACES.resolve("data").toString(),
                "--output",
                "json"))
        .as(err())
        .isZero();
    assertThat(err())
        .contains("warning: the predicate 'typo' matches no statement of the data; the code")
        .contains("warning: the predicate 'pattern' matches no statement of the data\n")
        .doesNotContain("'admission'");
    JsonNode predicates = JsonMapper.builder().build().readTree(out()).get("predicates");
    assertThat(predicates).hasSize(3);
    assertThat(predicates.get(0).get("statements").asLong()).isPositive();
    assertThat(predicates.get(1).get("statements").asLong()).isZero();
    assertThat(predicates.get(1).get("nearest_code").asText()).startsWith("LAB//");
    assertThat(predicates.get(2).has("nearest_code")).isFalse();
  }

  @Test
  void refusesWhatItCannotRun() throws IOException, InterruptedException {
    assertThat(run("--explain")).isEqualTo(64);
    assertThat(run("nothing", "--explain")).isEqualTo(64);
    assertThat(err()).contains("there is no task 'nothing'");
    assertThat(run("--task", READMISSION)).isEqualTo(64);
    assertThat(run("--task", READMISSION, "--meds", folder.resolve("none").toString()))
        .isEqualTo(66);
  }

  private int run(String... arguments) throws IOException, InterruptedException {
    return MedleyProcess.run(folder, "cohort", arguments);
  }

  private String out() throws IOException {
    return Files.readString(folder.resolve("out"));
  }

  private String err() throws IOException {
    return Files.readString(folder.resolve("err"));
  }
}
