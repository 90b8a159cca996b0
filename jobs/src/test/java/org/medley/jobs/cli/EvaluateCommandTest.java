package org.medley.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door as a user starts it. */
class EvaluateCommandTest {
  private static final String RISKS =
      """
      years,status,risk,sex
      1,1,0.9,f
      2,0,0.4,m
      3,1,0.6,f
      4,0,0.3,m
      5,1,0.7,m
      5,0,,f
      6,0,0.2,f
      7,0,0.1,m
      """;

  @TempDir private Path folder;

  @Test
  void answersWithOneDocument() throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("p.csv"), RISKS);
    int exit =
        MedleyProcess.run(
            folder,
            "evaluate",
            "--predictions",
            file.toString(),
            "--time",
            "years",
            "--event",
            "status",
            "--horizon",
            "5",
            "--score",
            "risk",
            "--group",
            "sex",
            "--thresholds",
            "0.5",
            "--replicates",
            "20",
            "--output",
            "json");

    assertThat(exit).isZero();
    JsonNode answer =
        JsonMapper.builder().build().readTree(Files.readString(folder.resolve("out")));
    assertThat(answer.get("outcome").asText()).isEqualTo("survival");
    assertThat(answer.get("rows").asInt()).isEqualTo(8);
    assertThat(answer.get("n").asInt()).isEqualTo(7);
    assertThat(answer.get("events").asInt()).isEqualTo(3);
    assertThat(answer.get("excluded").get("risk").asInt()).isEqualTo(1);
    JsonNode harrell = metric(answer, "harrell_c");
    assertThat(harrell.get("value").asDouble()).isCloseTo(11 / 12.0, within(1e-12));
    assertThat(harrell.get("n").asInt()).isEqualTo(7);
    assertThat(harrell.get("events").asInt()).isEqualTo(3);
    assertThat(harrell.get("method").asText()).contains("Harrell").contains("tau = 5.0");
    assertThat(harrell.get("group").isNull()).isTrue();
    assertThat(metric(answer, "net_benefit_050").get("threshold").asDouble()).isEqualTo(0.5);
    JsonNode small =
        java.util.stream.StreamSupport.stream(answer.get("metrics").spliterator(), false)
            .filter(m -> m.get("group").asText().equals("sex=m"))
            .findFirst()
            .orElseThrow();
    assertThat(small.get("value").isNull()).isTrue();
    assertThat(small.get("n").isNull()).isTrue();
    assertThat(answer.get("curves").get("decision").get("points")).hasSize(99);
    assertThat(Files.readString(folder.resolve("err")))
        .contains("1 rows are left out: risk is missing");
  }

  @Test
  void aWrongCommandLineIsToldInFull() throws IOException, InterruptedException {
    int exit =
        MedleyProcess.run(
            folder,
            "evaluate",
            "--score",
            "risk",
            "--predictions",
            "p.csv",
            "--time",
            "years",
            "--thresholds",
            "1.5");
    assertThat(exit).isEqualTo(64);
    assertThat(Files.readString(folder.resolve("err")))
        .contains("--time, --event and --horizon belong together")
        .contains("--thresholds lie between 0 and 1, and not at 1.5");
  }

  private static JsonNode metric(JsonNode answer, String name) {
    for (JsonNode metric : answer.get("metrics")) {
      if (metric.get("metric").asText().equals(name)) {
        return metric;
      }
    }
    throw new AssertionError("no metric " + name);
  }
}
