package org.medley.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.leak.LeakSettings;

class LeakAuditBlockTest {
  @TempDir Path folder;
  private final Problems problems = new Problems();

  private LeakSettings read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("task.yaml"), text);
    try (Section top = YamlFile.read(file, problems)) {
      try (Section validation = top.section("validation")) {
        return LeakAuditBlock.read(validation);
      }
    }
  }

  @Test
  void withoutTheBlockTheStandardHolds() throws IOException {
    assertThat(read("validation: {}\n"))
        .isEqualTo(new LeakSettings(0.9, 0.75, 0.95, 5, 1000, Map.of()));
    assertThat(problems.lines()).isEmpty();
  }

  @Test
  void everyKeyIsRead() throws IOException {
    assertThat(
            read(
                """
                validation:
                  leak-audit: {auroc: 0.8, plausible: 0.7, precision: 0.9, odds: 10, members: 50,
                               allow: {measurement_egfr_last_full: defines the stage}}
                """))
        .isEqualTo(
            new LeakSettings(
                0.8, 0.7, 0.9, 10, 50, Map.of("measurement_egfr_last_full", "defines the stage")));
    assertThat(problems.lines()).isEmpty();
    assertThat(read("validation: {leak-audit: {auroc: 0.6}}\n").plausible()).isEqualTo(0.6);
  }

  @Test
  void everyWrongKeyIsNamedAtOnceWithItsLine() throws IOException {
    read(
        """
        validation:
          leak-audit:
            auroc: 1.2
            plausible: 0.95
            precision: high
            odds: 0.5
            members: 0
            allow: {one: ''}
            allowed: {two: because}
        """);
    List<String> lines =
        problems.lines().stream().map(line -> line.replace(folder.toString() + "/", "")).toList();
    assertThat(lines)
        .anyMatch(line -> line.startsWith("task.yaml:3: validation.leak-audit.auroc: is 1.2; "))
        .anyMatch(line -> line.startsWith("task.yaml:4: validation.leak-audit.plausible: is 0.95"))
        .anyMatch(line -> line.startsWith("task.yaml:5: validation.leak-audit.precision: is not a"))
        .anyMatch(line -> line.startsWith("task.yaml:6: validation.leak-audit.odds: is 0.5; "))
        .anyMatch(line -> line.startsWith("task.yaml:7: validation.leak-audit.members: is 0; "))
        .anyMatch(line -> line.contains("allow.one: has no reason; write why"))
        .anyMatch(line -> line.contains("leak-audit.allowed: is not a known key; did you mean"))
        .hasSize(7);
  }
}
