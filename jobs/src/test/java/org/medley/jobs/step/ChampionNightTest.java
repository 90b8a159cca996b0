package org.medley.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.medley.jobs.step.ChampionSite.Covariates.DRIFTED;
import static org.medley.jobs.step.ChampionSite.Covariates.FEW;
import static org.medley.jobs.step.ChampionSite.Covariates.MORE;
import static org.medley.jobs.step.ChampionSite.Covariates.SPOILT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.audit.Gate;
import org.medley.jobs.contract.Drift;
import org.medley.jobs.contract.Risk;
import org.medley.jobs.control.Json;
import org.medley.jobs.error.Diagnosis;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.night.Due;
import org.medley.jobs.registry.Decision;
import org.medley.jobs.registry.Registrar;
import org.medley.jobs.registry.Registry;
import org.medley.jobs.registry.Trained;
import org.medley.jobs.step.ExternalStep.Records;
import org.medley.models.calibrate.Calibration;
import org.medley.models.contract.Evaluations;
import org.medley.models.contract.Models;
import org.medley.models.contract.ScoreReasons;
import org.medley.models.contract.Scores;
import org.medley.models.external.UpdateKind;
import org.medley.models.promotion.Verdict;
import org.medley.models.rebuild.Part;
import org.medley.models.rebuild.Rebuild;
import org.medley.models.retrain.Reaction;
import org.medley.models.statistics.LogisticFit;
import org.medley.models.store.ModelRefused;
import org.medley.models.store.StoredModel;

/**
 * The life of a champion: the first model, a challenger that learnt nothing and is refused while
 * the old scores stand, a night of the champion, one on which a covariate breaks, a challenger that
 * knows more and takes over, a person who goes back to the first, its recalibration on people that
 * it never saw, and a challenger of that.
 */
@SparkTest
class ChampionNightTest {
  private static final double ALERT = 0.5;
  private static final LocalDate DAY = LocalDate.of(2024, 6, 1);
  private static final String TRAIN = TrainStep.name(ChampionSite.TASK);
  private static final String DECIDE = DecideStep.name(ChampionSite.TASK);
  private static final String SCORE = ScoreStep.name(ChampionSite.TASK);
  private static final String DRIFT = DriftStep.name(ChampionSite.TASK);
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
    assertThat(site.notes(DRIFT))
        .containsEntry(Due.REACTION, "no update")
        .containsEntry("model", first);

    drifted(site, first);

    site.night(DAY.plusDays(4), MORE, true);
    String better = site.notes(TRAIN).get(Trained.VERSION);
    Decision decision = Json.read(site.notes(DECIDE).get("decision"), Decision.class);
    assertThat(decision.act()).isEqualTo(Decision.Act.PROMOTED);
    assertThat(decision.champion()).isEqualTo(first);
    assertThat(decision.verdicts())
        .filteredOn(verdict -> verdict.gate().startsWith("discrimination"))
        .singleElement()
        .satisfies(verdict -> assertThat(verdict.numbers().get("low")).isPositive());
    assertThat(released(site)).isEqualTo(better + " " + DAY.plusDays(4));
    assertThat(site.plan(DAY.plusDays(4), MORE, false)).isEmpty();

    ann(site).rollback(Optional.empty(), "alerts doubled");
    site.night(DAY.plusDays(5), MORE, false);
    assertThat(states(site))
        .containsEntry(first, "champion rolled_back ann")
        .containsEntry(better, "retired promoted gates")
        .containsEntry(spoilt, "retired refused gates");
    assertThat(released(site)).isEqualTo(first + " " + DAY.plusDays(5));

    ExternalRun run = site.validation("intercept-slope");
    recalibrated(spark, site, run, first);
    challenged(site);
    adopted(spark, site, run, new ChampionSite(spark, Files.createDirectory(folder.resolve("b"))));
  }

  /** A covariate breaks: the scores are released, the table says why, and training is held. */
  private static void drifted(ChampionSite site, String first) {
    LocalDate night = DAY.plusDays(3);
    site.night(night, DRIFTED, false);
    assertThat(released(site)).isEqualTo(first + " " + night);
    assertThat(site.notes(DRIFT)).containsEntry(Due.REACTION, Reaction.HOLD.text());
    assertThat(site.notes(DRIFT).get(Due.WHY)).contains("of the model broke on " + night);
    Map<String, String> states = new LinkedHashMap<>();
    site.rows(Drift.TABLE, DRIFT).stream()
        .filter(row -> Date.valueOf(night).equals(row.getAs(Drift.AS_OF_DATE)))
        .forEach(
            row ->
                states.put(
                    row.getAs(Drift.SIGNAL) + " " + row.getAs(Drift.ITEM), row.getAs(Drift.STATE)));
    assertThat(states)
        .containsEntry("covariate flag_0", "act")
        .containsEntry("covariate flag_1", "ok")
        .containsEntry("covariates ", "warn")
        .containsEntry("break " + night, "hold")
        .containsEntry("score ", "act")
        .containsEntry("freshness ", "grey");
    assertThat(site.plan(night, DRIFTED, false)).isEmpty();

    Due due = site.due(night.plusDays(1), new Due.Rules("d", 1, false));
    assertThat(due.train()).isFalse();
    assertThat(due.reason())
        .startsWith("training was held on " + night + ": covariates that carry");
    assertThat(site.due(night, new Due.Rules("d", 1, false)).train()).isTrue();
  }

  /** The champion is validated on people that it never saw, recalibrated, promoted, and scores. */
  private static void recalibrated(
      SparkSession spark, ChampionSite site, ExternalRun run, String first) {
    Map<Long, Row> before = bySubject(site.rows(Scores.TABLE, SCORE));
    site.record(run, Records.VALIDATION, DAY.plusDays(5));
    assertThat(site.registry().champion().orElseThrow().version()).isEqualTo(first);
    assertThat(site.registry().newest().orElseThrow().updated()).isFalse();
    assertThat(splits(site, first))
        .contains(
            "external:later",
            "external:later + in-the-large",
            "external:later + intercept-slope",
            "external:later + refit",
            "test");

    site.record(run, Records.BOTH, DAY.plusDays(5));
    String updated = site.notes(TRAIN).get(Trained.VERSION);
    Trained registered = site.registry().model(updated).orElseThrow();
    assertThat(registered.parent()).isEqualTo(first);
    assertThat(site.registry().state(updated)).isEqualTo(Registry.State.CANDIDATE);
    assertThat(site.registry().isOpen("any")).isFalse();
    assertThat(splits(site, updated)).containsOnly("external:later");
    assertThat(site.lake.readText(ExternalStep.paper(ChampionSite.TASK, first, "later") + ".txt"))
        .contains("release r1 as of 2024-06-01, index times from 2021-01-01");

    ann(site).promote(updated, "their risks were off");
    site.night(DAY.plusDays(6), MORE, false);
    assertThat(released(site)).isEqualTo(updated + " " + DAY.plusDays(6));
    assertThat(states(site)).containsEntry(updated, "champion promoted ann");
    scoresByTheLine(spark, site, registered, before);
  }

  /**
   * A challenger of the recalibrated champion is compared with it on every test member, by the
   * risks that the recalibrated one gives.
   */
  private static void challenged(ChampionSite site) {
    String champion = site.registry().champion().orElseThrow().version();
    double alerts =
        bySubject(site.rows(Scores.TABLE, SCORE)).entrySet().stream()
            .filter(each -> each.getKey() % 2 == 0)
            .mapToDouble(each -> each.getValue().<Double>getAs(Scores.RISK_SCORE) >= ALERT ? 1 : 0)
            .average()
            .orElseThrow();
    site.night(DAY.plusDays(7), MORE, true);
    Decision decision = Json.read(site.notes(DECIDE).get("decision"), Decision.class);
    assertThat(decision.champion()).isEqualTo(champion);
    Map<String, Map<String, Double>> numbers =
        decision.verdicts().stream().collect(Collectors.toMap(Verdict::gate, Verdict::numbers));
    assertThat(numbers.get("discrimination against the champion"))
        .containsEntry("members", ChampionSite.PEOPLE / 2.0)
        .satisfies(found -> assertThat(found.get("low")).isPositive());
    assertThat(numbers.get("alert volume against the champion"))
        .containsEntry("champion_alert_rate", alerts);
    assertThat(numbers.get("calibration slope where the champion was recalibrated").get("champion"))
        .isCloseTo(1, within(1e-6));
    assertThat(
            numbers
                .get("calibration in the large where the champion was recalibrated")
                .get("champion"))
        .isCloseTo(0, within(1e-6));
    assertThat(decision.act()).isEqualTo(Decision.Act.PROMOTED);
    ann(site).rollback(Optional.empty(), "goes on with the recalibrated one");
  }

  /** Log odds have moved by exactly the recalibration, and reasons add up to the raw score. */
  private static void scoresByTheLine(
      SparkSession spark, ChampionSite site, Trained registered, Map<Long, Row> before) {
    ModelFolder folder = new ModelFolder(ChampionSite.TASK, registered.version());
    StoredModel stored = folder.load(spark, site.lake, registered.digest());
    Calibration.Update line = stored.model().calibration().update();
    assertThat(line).isNotEqualTo(Calibration.Update.NONE);
    double base = stored.model().contributions().base();
    Map<Long, List<Row>> reasons =
        site.rows(ScoreReasons.TABLE, SCORE).stream()
            .collect(Collectors.groupingBy(row -> row.<Long>getAs(ScoreReasons.SUBJECT_ID)));
    bySubject(site.rows(Scores.TABLE, SCORE))
        .forEach(
            (person, row) -> {
              double old = LogisticFit.logit(before.get(person).getAs(Scores.RISK_SCORE));
              double now = LogisticFit.logit(row.getAs(Scores.RISK_SCORE));
              assertThat(now).isCloseTo(line.intercept() + line.slope() * old, within(1e-12));
              double sum =
                  base
                      + reasons.getOrDefault(person, List.of()).stream()
                          .mapToDouble(each -> each.<Double>getAs(ScoreReasons.CONTRIBUTION))
                          .sum();
              double raw = row.getAs(Scores.RAW_SCORE);
              assertThat(sum).isCloseTo(raw, within(1e-9));
              assertThat(stored.model().calibration().risk(raw))
                  .isEqualTo(row.<Double>getAs(Scores.RISK_SCORE));
            });
    StoredModel parent =
        folder.loadParent(spark, site.lake, StoredUpdate.parentDigest(stored.provenance()));
    assertThat(
            Rebuild.ofUpdate(
                stored.model(),
                parent.model(),
                UpdateKind.INTERCEPT_SLOPE,
                folder.snapshot(spark, site.lake),
                1))
        .allMatch(Part::same);
  }

  /** Another lake takes the model over, and a folder that was changed is not loaded. */
  private static void adopted(
      SparkSession spark, ChampionSite site, ExternalRun run, ChampionSite other)
      throws IOException {
    other.record(run, Records.UPDATE, DAY);
    Trained adopted = other.registry().newest().orElseThrow();
    assertThat(adopted.update()).isEqualTo("intercept-slope");
    assertThat(other.registry().state(adopted.version())).isEqualTo(Registry.State.CANDIDATE);
    StoredModel stored =
        new ModelFolder(ChampionSite.TASK, adopted.version())
            .load(spark, other.lake, adopted.digest());
    assertThat(stored.provenance().inputs())
        .containsEntry("update of model in lake", site.lake.root())
        .containsEntry("asked by", "ann")
        .containsEntry("asked why", "other people");
    Trained champion = site.registry().champion().orElseThrow();
    Path file =
        Path.of(site.lake.root().replaceFirst("^file:", ""))
            .resolve(new ModelFolder(ChampionSite.TASK, champion.version()).model())
            .resolve("model.json");
    Files.writeString(file, Files.readString(file).replace("intercept", "Intercept"));
    ExternalRun tampered = site.validation("");
    assertThatThrownBy(() -> site.record(tampered, Records.VALIDATION, DAY.plusDays(6)))
        .isInstanceOf(ModelRefused.class)
        .hasMessageContaining("has been changed")
        .satisfies(
            failure ->
                assertThat(Diagnosis.of(failure, "log").exitCode())
                    .isEqualTo(ExitCode.DATA_REJECTED));
  }

  private static Map<Long, Row> bySubject(List<Row> rows) {
    return rows.stream()
        .collect(Collectors.toMap(row -> row.<Long>getAs(Scores.SUBJECT_ID), row -> row));
  }

  private static Set<String> splits(ChampionSite site, String version) {
    return site.rows(Evaluations.TABLE, TRAIN).stream()
        .filter(row -> version.equals(row.getAs(Evaluations.MODEL_VERSION)))
        .map(row -> row.<String>getAs(Evaluations.SPLIT))
        .collect(Collectors.toSet());
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
