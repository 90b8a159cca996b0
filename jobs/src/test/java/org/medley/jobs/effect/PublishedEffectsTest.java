package org.medley.jobs.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;
import org.medley.models.effect.average.AverageEffect;
import org.medley.models.effect.average.Estimand;
import org.medley.models.statistics.Estimate;

/** Effects that are known from trials and textbooks. */
@SparkTest
@EnabledIfSystemProperty(named = "medley.shared.data", matches = ".+")
class PublishedEffectsTest {
  private static final Path DATA =
      Path.of(System.getProperty("medley.shared.data", ""), "clinical-outcomes");

  @TempDir private Path folder;

  /**
   * Hernán and Robins, Causal Inference: What If, program 12.3: stopping to smoke adds 3.4 kg (95 %
   * interval 2.4 to 4.5) by weighting, with squares of the continuous covariates. Ours are
   * penalised and have hinges, and the interval is from influence functions: within 0.2 kg.
   */
  @Test
  void weightGainAfterStoppingToSmoke(SparkSession spark) {
    EffectColumns columns =
        new EffectColumns(
            "qsmk",
            "wt82_71",
            null,
            null,
            null,
            List.of(
                "sex",
                "race",
                "age",
                "education",
                "smokeintensity",
                "smokeyrs",
                "exercise",
                "active",
                "wt71"),
            List.of());
    AverageEffect effect = effect(spark, DATA.resolve("nhefs/NHEFS.csv"), columns, Estimand.ATE);
    Estimate weighted = effect.others().get(1).estimate();
    assertThat(weighted.value()).isCloseTo(3.4, within(0.2));
    assertThat(weighted.low()).isCloseTo(2.4, within(0.2));
    assertThat(weighted.high()).isCloseTo(4.5, within(0.2));
    assertThat(effect.effect().value()).isCloseTo(3.4, within(0.2));
  }

  /**
   * The trial of job training found 1,794 dollars (LaLonde, Am Econ Rev 1986;76:604; Dehejia and
   * Wahba, JASA 1999;94:1053); here its treated are compared with a survey.
   */
  @Test
  void jobTrainingAgainstASurvey(SparkSession spark) {
    EffectColumns columns =
        new EffectColumns("treat", "re78", null, null, null, List.of(), List.of());
    Estimate effect =
        effect(spark, DATA.resolve("MatchIt.lalonde.csv"), columns, Estimand.ATT).effect();
    assertThat(effect.low()).isLessThan(1_794);
    assertThat(effect.high()).isGreaterThan(1_794);
  }

  /** A randomised trial (Moertel et al, N Engl J Med 1990;322:352): adjustment changes little. */
  @Test
  void adjustedAndUnadjustedAgreeInATrial(SparkSession spark) throws IOException {
    List<String> lines = Files.readAllLines(DATA.resolve("survival.colon.csv"));
    String deaths =
        lines.stream()
            .filter(line -> line.startsWith("\"id\"") || line.endsWith(",2"))
            .collect(Collectors.joining("\n"));
    Path file = Files.writeString(folder.resolve("colon.csv"), deaths);
    EffectColumns columns =
        new EffectColumns(
            "rx", null, "time", "status", null, List.of("sex", "age", "nodes"), List.of());
    EffectReport report =
        new FileEffects(
                new EffectRequest(
                    file.toString(), columns, 1826, "Obs", Estimand.ATE, "t-ridge", null, 1))
            .run(spark, rows -> {});
    AverageEffect both = report.result().effects().get(1);
    Estimate unadjusted = both.others().get(0).estimate();
    assertThat(both.effect().value()).isCloseTo(unadjusted.value(), within(both.error()));
    assertThat(both.effect().high()).isNegative();
    assertThat(report.restrictedTime().get(1).effect().low()).isPositive();
  }

  private static AverageEffect effect(
      SparkSession spark, Path file, EffectColumns columns, Estimand estimand) {
    return new FileEffects(
            new EffectRequest(
                file.toString(), columns, Double.NaN, null, estimand, "t-ridge", null, 1))
        .run(spark, rows -> {})
        .result()
        .effects()
        .get(0);
  }
}
