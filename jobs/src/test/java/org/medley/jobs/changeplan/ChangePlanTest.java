package org.medley.jobs.changeplan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.jobs.settings.Overrides;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.settings.TaskContext;
import org.medley.jobs.settings.TaskFile;
import org.medley.jobs.settings.TaskSettings;
import org.medley.jobs.site.Site;

class ChangePlanTest {
  private static final String TEXT =
      """
      description: A question
      predicates: {a: {code: X//1}, b: {code: X//2}}
      trigger: {dates: [2021-01-01]}
      windows:
        input: {start: end - 60d, end: trigger, start_inclusive: false, end_inclusive: true, index_timestamp: end}
        target: {start: input.end, end: start + 365d, start_inclusive: false, end_inclusive: true, label: b}
      features: {families: [demographics], windows: [full]}
      model: {families: [logistic]}
      validation: {split: {kind: person, test-share: 0.25}, exploratory: true}
      gates: {margin: 0.01, alerts: {threshold: 0.2, change: 0.1}}
      score: {at: as-of}
      publish: {}
      """;

  @TempDir Path folder;

  private ChangePlan plan(String more) throws IOException {
    Problems problems = new Problems();
    Path file = Files.writeString(folder.resolve("t.yaml"), TEXT + more);
    Optional<TaskFile> read =
        TaskFile.read(
            file,
            TaskContext.ofSite(
                folder.resolve("codes"), ZoneOffset.UTC, TaskSettings.allowed(List.of())),
            problems,
            Overrides.NONE);
    assertThat(problems.lines()).isEmpty();
    Site site =
        new Site(
            "s",
            ZoneOffset.UTC,
            Optional.empty(),
            folder,
            11,
            Site.Tolerance.STANDARD,
            45,
            List.of());
    return ChangePlan.of(new TaskSettings(read.orElseThrow()), site);
  }

  @Test
  void statesEverySettingThatDecides() throws IOException {
    JsonNode json =
        new ObjectMapper().readTree(plan("retrain: {pace: {cool-down-days: 60}}\n").json());
    assertThat(json.get("parts").findValuesAsText("title"))
        .contains(
            "Description of modifications",
            "Modification protocol: data management",
            "Modification protocol: triggers of a re-training",
            "Modification protocol: performance evaluation",
            "Modification protocol: update and rollback",
            "Impact assessment");
    assertThat(json.findValue("retrain.pace.cool-down-days").asInt()).isEqualTo(60);
    assertThat(json.findValue("site.retrain-days").asInt()).isEqualTo(45);
    assertThat(json.findValue("gates.margin").asDouble()).isEqualTo(0.01);
    assertThat(json.findValue("gates.alerts.change").asDouble()).isEqualTo(0.1);
    assertThat(json.findValue("model.families").get(0).asText()).isEqualTo("logistic");
    for (String key :
        List.of(
            "drift.warn",
            "drift.act",
            "drift.importance",
            "calibration.least-slope",
            "calibration.most-slope",
            "calibration.in-the-large",
            "calibration.window-days",
            "calibration.running",
            "calibration.matured",
            "calibration.lag-days",
            "calibration.least-events",
            "discrimination.warn",
            "discrimination.act",
            "data.stale-days",
            "data.volume",
            "data.churn",
            "pace.most",
            "pace.period-days",
            "pace.settle-days",
            "pace.new-events",
            "frozen")) {
      assertThat(json.findValue("retrain." + key)).as(key).isNotNull();
    }
  }

  @Test
  void anotherSettingIsAnotherPlan() throws IOException {
    ChangePlan one = plan("");
    ChangePlan same = plan("retrain: {drift: {act: 0.25}}\n");
    ChangePlan other = plan("retrain: {drift: {act: 0.3}}\n");
    assertThat(one.digest()).isEqualTo(same.digest()).isNotEqualTo(other.digest());
    assertThat(one.markdown())
        .startsWith("# Change control plan of t\n\nA question\n")
        .contains("- `retrain.drift.act: 0.25`", "Not stated: a person writes it under")
        .isNotEqualTo(other.markdown());
    assertThat(plan("card: {intended-use: To plan visits.}\n").markdown())
        .contains("**Intended use.** To plan visits.");
  }
}
