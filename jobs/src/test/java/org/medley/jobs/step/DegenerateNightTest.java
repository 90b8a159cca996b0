package org.medley.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.audit.Gate;
import org.medley.jobs.contract.Risk;
import org.medley.jobs.control.Json;
import org.medley.jobs.control.Release;
import org.medley.jobs.control.RunState;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.registry.Registry;
import org.medley.models.contract.Evaluations;

/**
 * A night on which there is little or nothing to learn or to judge: every step from training to the
 * release ends, a gate says in a sentence what is wrong, and nothing that is no number is told.
 */
@SparkTest
class DegenerateNightTest {
  private static final String NO_NUMBER = ".*(NaN|Infinity).*";
  private static DegenerateSite site;

  @BeforeAll
  static void night(SparkSession spark, @TempDir Path folder) throws IOException {
    site = new DegenerateSite(spark, folder);
    site.night();
  }

  @ParameterizedTest
  @EnumSource(Degenerate.class)
  void theFirstGateThatRefusesSaysWhatIsWrong(Degenerate which) {
    List<String> refusals =
        Arrays.stream(Json.read(notes(which, PublishStep.GATES), Gate[].class))
            .filter(gate -> !gate.passed())
            .map(Gate::detail)
            .toList();

    if (which.refusal.isEmpty()) {
      assertThat(refusals).isEmpty();
      assertThat(release().refused()).doesNotContain(which.task());
    } else {
      assertThat(refusals.get(0)).startsWith(which.refusal);
      assertThat(release().refused()).contains(which.task());
    }
    assertThat(notes(which, PublishStep.GATES)).doesNotMatch(NO_NUMBER);
  }

  @ParameterizedTest
  @EnumSource(Degenerate.class)
  void whatIsNoNumberIsNotToldOf(Degenerate which) {
    String task = which.task();
    String report = "reports/" + release().releaseId() + "/" + task + ".html";
    List<String> texts = new ArrayList<>(List.of(site.lake.readText(report)));
    for (String ending : List.of("html", "json")) {
      texts.add(site.lake.readText(ReleaseStep.cardPath(release().releaseId(), task, ending)));
    }
    texts.add(
        site.end(DecideStep.name(task)).notes().getOrDefault(Registry.DECISION, "no decision"));
    texts.forEach(text -> assertThat(text).doesNotContain("NaN", "Infinity", "Exception"));

    List<Row> evaluations = site.rows(Evaluations.TABLE, TrainStep.name(task));
    assertThat(evaluations.isEmpty()).isEqualTo(!which.trains());
    for (Row row : evaluations) {
      for (String column : List.of(Evaluations.VALUE, Evaluations.LOW, Evaluations.HIGH)) {
        Double value = row.getAs(column);
        assertThat(value == null || Double.isFinite(value)).as(row.toString()).isTrue();
      }
    }
  }

  @Test
  void aConstantCovariateBesideAnotherIsReleasedAndGivesNoReason() {
    List<Row> risks = site.rows(Risk.TABLE, PublishStep.name(Degenerate.CONSTANT_BESIDE.task()));

    assertThat(risks).hasSize(Degenerate.PEOPLE);
    assertThat(risks)
        .allSatisfy(row -> assertThat(row.<Double>getAs(Risk.RISK_SCORE)).isBetween(0.001, 0.999))
        .allSatisfy(row -> assertThat(row.toString()).doesNotContain("Flag 1"));
    assertThat(risks.stream().map(row -> row.<Double>getAs(Risk.RISK_SCORE)).distinct()).hasSize(2);
  }

  @Test
  void fewOutcomesPerCovariateAreRemarkedOn() {
    assertThat(site.end(TrainStep.name(Degenerate.FEW_EVENTS.task())).notes())
        .hasEntrySatisfying(
            TrainStep.REMARKS,
            remarks -> assertThat(remarks).contains("outcomes for 12 covariates"));
  }

  @Test
  void theNightEndsWithTheCodeOfARefusal() {
    assertThat(
            RunState.of(site.control.ledger(), DegenerateSite.DAY, Instant.now())
                .orElseThrow()
                .exitCode())
        .isEqualTo(ExitCode.GATE_REFUSED);
  }

  private static String notes(Degenerate which, String note) {
    return site.end(PublishStep.name(which.task())).notes().get(note);
  }

  private static Release release() {
    return site.control.ledger().current().orElseThrow();
  }
}
