package org.medley.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medley.jobs.step.ChampionSite.Covariates.FEW;
import static org.medley.jobs.step.ChampionSite.Covariates.MORE;
import static org.medley.jobs.step.ChampionSite.Covariates.SPOILT;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.audit.Gate;
import org.medley.jobs.contract.Risk;
import org.medley.jobs.control.Json;
import org.medley.jobs.registry.Decision;
import org.medley.jobs.registry.Registrar;
import org.medley.jobs.registry.Trained;
import org.medley.models.contract.Models;

/**
 * The life of a champion: the first model, a challenger that learnt nothing and is refused while
 * the old scores stand, a night of the champion, a challenger that knows more and takes over, and a
 * person who goes back to the first.
 */
@SparkTest
class ChampionNightTest {
  private static final LocalDate DAY = LocalDate.of(2024, 6, 1);
  private static final String TRAIN = TrainStep.name(ChampionSite.TASK);
  private static final String DECIDE = DecideStep.name(ChampionSite.TASK);
  private static final String PUBLISH = PublishStep.name(ChampionSite.TASK);

  @Test
  void onlyAModelThatIsNoWorseTakesOver(SparkSession spark, @TempDir Path folder)
      throws IOException {
    ChampionSite site = new ChampionSite(spark, folder);

    site.night(DAY, FEW, true);
    String first = site.notes(TRAIN).get(Trained.VERSION);
    assertThat(states(site)).isEqualTo(Map.of(first, "champion promoted gates"));
    assertThat(released(site)).isEqualTo(first + " " + DAY);

    site.night(DAY.plusDays(1), SPOILT, true);
    String spoilt = site.notes(TRAIN).get(Trained.VERSION);
    assertThat(states(site))
        .isEqualTo(Map.of(first, "champion promoted gates", spoilt, "candidate refused gates"));
    assertThat(site.notes(PUBLISH)).containsEntry(PublishStep.PASSED, "false");
    assertThat(released(site)).isEqualTo(first + " " + DAY);
    assertThat(refusals(site))
        .anyMatch(words -> words.startsWith("discrimination against the champion: AUROC -0."))
        .anyMatch(words -> words.startsWith("calibration slope: "));
    assertThat(site.plan(DAY.plusDays(1), SPOILT, false)).isEmpty();

    site.night(DAY.plusDays(2), FEW, false);
    assertThat(site.notes(PUBLISH)).containsEntry(PublishStep.PASSED, "true");
    assertThat(released(site)).isEqualTo(first + " " + DAY.plusDays(2));

    site.night(DAY.plusDays(3), MORE, true);
    String better = site.notes(TRAIN).get(Trained.VERSION);
    Decision decision = Json.read(site.notes(DECIDE).get("decision"), Decision.class);
    assertThat(decision.act()).isEqualTo(Decision.Act.PROMOTED);
    assertThat(decision.champion()).isEqualTo(first);
    assertThat(decision.verdicts())
        .filteredOn(verdict -> verdict.gate().startsWith("discrimination"))
        .singleElement()
        .satisfies(verdict -> assertThat(verdict.numbers().get("low")).isPositive());
    assertThat(released(site)).isEqualTo(better + " " + DAY.plusDays(3));
    assertThat(site.plan(DAY.plusDays(3), MORE, false)).isEmpty();

    ann(site).rollback(Optional.empty(), "alerts doubled");
    site.night(DAY.plusDays(4), MORE, false);
    assertThat(states(site))
        .containsEntry(first, "champion rolled_back ann")
        .containsEntry(better, "retired promoted gates")
        .containsEntry(spoilt, "retired refused gates");
    assertThat(released(site)).isEqualTo(first + " " + DAY.plusDays(4));
  }

  private static Registrar ann(ChampionSite site) {
    return new Registrar(
        site.control,
        Clock.systemUTC(),
        ChampionSite.TASK,
        ledger -> DecideStep.registry(ledger, ChampionSite.TASK),
        "ann");
  }

  /** State, last decision and who made it, by version. */
  private static Map<String, String> states(ChampionSite site) {
    Map<String, String> states = new LinkedHashMap<>();
    for (Row row : site.rows(Models.TABLE, DECIDE)) {
      states.put(
          row.getAs(Models.MODEL_VERSION),
          String.join(
              " ",
              row.<String>getAs(Models.STATE),
              row.<String>getAs(Models.DECISION),
              row.<String>getAs(Models.DECIDED_BY)));
    }
    return states;
  }

  /** The one model and date of all published rows. */
  private static String released(ChampionSite site) {
    List<String> distinct =
        site.rows(Risk.TABLE, PUBLISH).stream()
            .map(row -> row.getAs(Risk.MODEL_VERSION) + " " + row.getAs(Risk.AS_OF_DATE))
            .distinct()
            .toList();
    assertThat(distinct).hasSize(1);
    return distinct.get(0);
  }

  private static List<String> refusals(ChampionSite site) {
    return List.of(Json.read(site.notes(PUBLISH).get(PublishStep.GATES), Gate[].class)).stream()
        .filter(gate -> !gate.passed())
        .map(gate -> gate.name() + ": " + gate.detail())
        .toList();
  }
}
