package org.medley.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.models.promotion.PromotionSettings;

class GatesBlockTest {
  @TempDir Path folder;
  private final Problems problems = new Problems();

  private PromotionSettings read(String text, boolean exploratory) throws IOException {
    Path file = Files.writeString(folder.resolve("task.yaml"), text);
    try (Section top = YamlFile.read(file, problems)) {
      return GatesBlock.read(top, exploratory);
    }
  }

  @Test
  void withoutTheBlockTheStandardHoldsAndExploratoryTasksAcceptFewOutcomes() throws IOException {
    assertThat(read("gates: {}\n", false))
        .isEqualTo(new PromotionSettings(0.02, 0.05, 0.8, 1.2, 0.2, Optional.empty(), false));
    assertThat(read("gates: {}\n", true)).isEqualTo(PromotionSettings.standard(true));
    assertThat(problems.lines()).isEmpty();
  }

  @Test
  void everyKeyIsRead() throws IOException {
    assertThat(
            read(
                """
                gates:
                  margin: 0.01
                  subgroup-margin: 0.03
                  too-few: person
                  calibration: {least-slope: 0.9, most-slope: 1.1, in-the-large: 0.3}
                  alerts: {threshold: 0.2, least: 0.01, most: 0.15, change: 0.1}
                """,
                true))
        .isEqualTo(
            new PromotionSettings(
                0.01,
                0.03,
                0.9,
                1.1,
                0.3,
                Optional.of(new PromotionSettings.Alerts(0.2, 0.01, 0.15, Optional.of(0.1))),
                false));
    assertThat(read("gates: {alerts: {threshold: 0.4}}\n", true).alerts())
        .contains(new PromotionSettings.Alerts(0.4, 0, 1, Optional.empty()));
    assertThat(problems.lines()).isEmpty();
  }

  @Test
  void everyWrongKeyIsNamedAtOnceWithItsLine() throws IOException {
    read(
        """
        gates:
          margin: 0.7
          subgroup-margin: small
          too-few: maybe
          calibration: {least-slope: 1.1, most-slope: 0.9, in-the-large: -1}
          alerts: {least: 0.5, most: 0.2, changes: 0.1}
        """,
        false);
    List<String> lines =
        problems.lines().stream().map(line -> line.replace(folder.toString() + "/", "")).toList();
    assertThat(lines)
        .anyMatch(line -> line.startsWith("task.yaml:2: gates.margin: is 0.7; write a number"))
        .anyMatch(line -> line.startsWith("task.yaml:3: gates.subgroup-margin: is not a number"))
        .anyMatch(line -> line.contains("gates.too-few: is 'maybe'; use one of [accept, person]"))
        .anyMatch(line -> line.contains("gates.calibration.most-slope: is 0.9; write a number"))
        .anyMatch(line -> line.contains("gates.calibration.in-the-large: is -1.0; write"))
        .anyMatch(line -> line.contains("gates.alerts.threshold: is missing; write the risk"))
        .anyMatch(line -> line.contains("gates.alerts.most: is 0.2; write a number from 0.5 to"))
        .anyMatch(line -> line.contains("gates.alerts.changes: is not a known key; did you mean"))
        .hasSize(8);
  }
}
