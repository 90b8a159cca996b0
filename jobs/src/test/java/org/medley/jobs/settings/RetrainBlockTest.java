package org.medley.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.models.retrain.RetrainPolicy;

class RetrainBlockTest {
  @TempDir Path folder;
  private final Problems problems = new Problems();

  private RetrainPolicy read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("task.yaml"), text);
    try (Section top = YamlFile.read(file, problems)) {
      return RetrainBlock.read(top);
    }
  }

  @Test
  void withoutTheBlockTheStandardHolds() throws IOException {
    assertThat(read("retrain: {}\n")).isEqualTo(RetrainPolicy.STANDARD);
    assertThat(RetrainPolicy.STANDARD)
        .isEqualTo(
            new RetrainPolicy(
                new RetrainPolicy.Drift(0.1, 0.25, 0.2),
                new RetrainPolicy.Calibration(0.8, 1.2, 0.1, 90, 2, 0.8, 0, 20),
                new RetrainPolicy.Discrimination(0.02, 0.05),
                new RetrainPolicy.Data(30, 4, 0.1),
                new RetrainPolicy.Pace(14, 2, 30, 28, 0),
                false));
    assertThat(problems.lines()).isEmpty();
  }

  @Test
  void everyKeyIsRead() throws IOException {
    assertThat(
            read(
                """
                retrain:
                  frozen: true
                  drift: {warn: 0.2, act: 0.3, importance: 0.1}
                  calibration: {least-slope: 0.7, most-slope: 1.3, in-the-large: 0.2, window-days: 60,
                                running: 3, matured: 0.9, lag-days: 30, least-events: 50}
                  discrimination: {warn: 0.01, act: 0.03}
                  data: {stale-days: 7, volume: 5, churn: 0.2}
                  pace: {cool-down-days: 60, most: 3, period-days: 365, settle-days: 14, new-events: 500}
                """))
        .isEqualTo(
            new RetrainPolicy(
                new RetrainPolicy.Drift(0.2, 0.3, 0.1),
                new RetrainPolicy.Calibration(0.7, 1.3, 0.2, 60, 3, 0.9, 30, 50),
                new RetrainPolicy.Discrimination(0.01, 0.03),
                new RetrainPolicy.Data(7, 5, 0.2),
                new RetrainPolicy.Pace(60, 3, 365, 14, 500),
                true));
    assertThat(problems.lines()).isEmpty();
  }

  @Test
  void everyWrongKeyIsNamedAtOnceWithItsLine() throws IOException {
    read(
        """
        retrain:
          frozen: maybe
          drift: {warn: 0.3, act: 0.2}
          calibration: {least-slope: 1.3, running: 0, matured: 2}
          discrimination: {act: 0.01}
          data: {churn: -1, stale-day: 7}
          pace: {most: 1.5}
        """);
    List<String> lines =
        problems.lines().stream().map(line -> line.replace(folder + "/", "")).toList();
    assertThat(lines)
        .anyMatch(line -> line.startsWith("task.yaml:2: retrain.frozen: is not true or false"))
        .anyMatch(line -> line.startsWith("task.yaml:3: retrain.drift.act: is 0.2; write a number"))
        .anyMatch(line -> line.startsWith("task.yaml:4: retrain.calibration.running: is 0"))
        .anyMatch(line -> line.startsWith("task.yaml:4: retrain.calibration.matured: is 2.0"))
        .anyMatch(line -> line.startsWith("task.yaml:5: retrain.discrimination.act: is 0.01"))
        .anyMatch(line -> line.startsWith("task.yaml:6: retrain.data.churn: is -1.0"))
        .anyMatch(line -> line.contains("stale-day") && line.contains("stale-days"))
        .anyMatch(line -> line.startsWith("task.yaml:7: retrain.pace.most: is not a whole number"))
        .hasSize(8);
  }
}
