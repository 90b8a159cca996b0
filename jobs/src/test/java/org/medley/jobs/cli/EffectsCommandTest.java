package org.medley.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door as a user starts it. */
class EffectsCommandTest {
  @TempDir private Path folder;

  @Test
  void answersWithOneDocumentAndWritesEffects() throws IOException, InterruptedException {
    Random random = new Random(4);
    StringBuilder csv = new StringBuilder("id,arm,y,x\n");
    for (int i = 0; i < 150; i++) {
      double x = random.nextGaussian();
      int arm = random.nextInt(2);
      csv.append("p%d,%d,%s,%s%n".formatted(i, arm, x + arm + random.nextGaussian(), x));
    }
    Path file = Files.writeString(folder.resolve("d.csv"), csv);
    int exit =
        MedleyProcess.run(
            folder,
            "effects",
            "--data",
            file.toString(),
            "--treatment",
            "arm",
            "--outcome",
            "y",
            "--subject",
            "id",
            "--learner",
            "t",
            "--out",
            folder.resolve("effects").toString(),
            "--output",
            "json");

    assertThat(exit).isZero();
    JsonNode answer =
        JsonMapper.builder().build().readTree(Files.readString(folder.resolve("out")));
    JsonNode ate = answer.get("ate");
    assertThat(ate.get("value").asDouble()).isCloseTo(1, within(0.8));
    assertThat(ate.get("low").asDouble()).isLessThan(ate.get("high").asDouble());
    assertThat(ate.get("method").asText()).startsWith("AIPW");
    assertThat(answer.get("checks"))
        .extracting(check -> check.get("state").asText())
        .isSubsetOf("pass", "fail", "not_assessable");
    assertThat(answer.get("heterogeneity").get("supported").isBoolean()).isTrue();
    assertThat(answer.get("arms")).hasSize(2);
    assertThat(answer.get("overlap").get(0).get("preference_score")).hasSize(20);
    assertThat(answer.get("sensitivity").get(0).get("bounds").get(0).get("lambda").asDouble())
        .isEqualTo(1);
    assertThat(answer.get("fairness").get("groups")).isEmpty();
    assertThat(answer.get("abstained").get("rows").get("1 against 0").isNumber()).isTrue();
    List<String> lines = Files.readAllLines(folder.resolve("effects/effects.csv"));
    assertThat(lines).hasSize(151);
    assertThat(lines.get(0))
        .isEqualTo(
            "row,subject,arm,reference,effect,outcome,reference_outcome,effect_low,effect_high,"
                + "interval_effect,interval_of,supported,propensity,reference_propensity,abstain");
    assertThat(lines.get(1)).startsWith("1,p0,1,0,");
  }

  @Test
  void aWrongCommandLineIsToldInFull() throws IOException, InterruptedException {
    int exit =
        MedleyProcess.run(
            folder,
            "effects",
            "--data",
            "d.csv",
            "--treatment",
            "arm",
            "--covariates",
            "x,arm",
            "--time",
            "days",
            "--negative-controls",
            "n",
            "--learner",
            "magic");

    assertThat(exit).isEqualTo(64);
    assertThat(Files.readString(folder.resolve("err")))
        .contains("--time, --event and --horizon belong together")
        .contains("there is no learner 'magic'")
        .contains("--negative-controls are 3 at least")
        .contains("column arm is named twice");
  }
}
