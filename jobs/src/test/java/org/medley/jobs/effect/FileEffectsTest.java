package org.medley.jobs.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.error.ExitCode;
import org.medley.jobs.error.MedleyException;
import org.medley.models.effect.IndividualColumns;
import org.medley.models.effect.average.AverageEffect;
import org.medley.models.effect.average.Estimand;
import org.medley.models.effect.check.Check;
import org.medley.models.effect.policy.PolicyComparison;
import org.medley.models.effect.policy.PolicyGroup;

/** Tables as people have them: missing cells, texts, repeated subjects, mistakes. */
@SparkTest
class FileEffectsTest {
  @TempDir private Path folder;

  @Test
  void missingCellsAndTextsBecomeCovariates(SparkSession spark) throws IOException {
    Random random = new Random(1);
    StringBuilder csv = new StringBuilder("who,arm,y,age,sex,note,nothing\n");
    for (int i = 0; i < 120; i++) {
      double age = 50 + 10 * random.nextGaussian();
      String shown = i % 10 == 0 ? "" : Double.toString(age);
      String arm = random.nextBoolean() ? "drug" : "none";
      double y = age / 10 + (arm.equals("drug") ? 2 : 0) + random.nextGaussian();
      csv.append(
          "p%d,%s,%s,%s,%s,text %d,1%n"
              .formatted(
                  i / 2,
                  arm,
                  i == 7 ? "NA" : Double.toString(y),
                  shown,
                  i % 3 == 0 ? "f" : "m",
                  i));
    }
    List<Row> individuals = new ArrayList<>();
    EffectReport report =
        new FileEffects(request(csv.toString(), "y", "who", "none"))
            .run(spark, rows -> individuals.addAll(rows.collectAsList()));

    assertThat(report.rows()).isEqualTo(120);
    assertThat(report.result().rows()).isEqualTo(119);
    assertThat(report.result().subjects()).isEqualTo(60);
    assertThat(report.excluded()).containsEntry("y", 1L);
    assertThat(report.settings().covariates())
        .containsExactly("age", "age is missing", "sex=m", "nothing");
    assertThat(report.notes())
        .anyMatch(note -> note.contains("column note is left out"))
        .anyMatch(note -> note.contains("column age is missing in 12 rows"))
        .anyMatch(note -> note.contains("1 covariates do not vary"));
    var effect = report.result().effects().get(0);
    assertThat((effect.effect().value() - 2) / effect.error()).isBetween(-4.0, 4.0);
    assertThat(effect.effect().method()).contains("by subject");
    assertThat(individuals).hasSize(120);
    assertThat(individuals.get(7).<Double>getAs(IndividualColumns.EFFECT))
        .isCloseTo(2, within(2.0));
    assertThat(individuals.get(7).<String>getAs("subject")).isEqualTo("p3");
  }

  /** Women gain by the drug and men lose; the site says nothing. */
  @Test
  void whoIsRecommendedWhatIsToldByGroup(SparkSession spark) throws IOException {
    Random random = new Random(5);
    StringBuilder csv = new StringBuilder("arm,y,age,sex,site\n");
    for (int i = 0; i < 300; i++) {
      boolean woman = random.nextBoolean();
      double age = random.nextGaussian();
      boolean drug = random.nextBoolean();
      double y = age + (drug ? (woman ? 2 : -2) : 0) + random.nextGaussian();
      csv.append(
          "%s,%s,%s,%s,%s%n"
              .formatted(
                  drug ? "drug" : "none", y, age, woman ? "f" : "m", i < 4 ? "small" : "big"));
    }
    EffectColumns columns =
        new EffectColumns(
            "arm",
            "y",
            null,
            null,
            null,
            List.of("age", "sex"),
            List.of(),
            List.of("sex", "site"),
            List.of("sex"),
            null);
    EffectRequest plain = request(csv.toString(), "y", null, null);
    EffectRequest request =
        new EffectRequest(plain.file(), columns, Double.NaN, "none", Estimand.ATE, "auto", true, 1);
    EffectReport report = new FileEffects(request).run(spark, rows -> {});
    List<PolicyGroup> groups = report.result().fairness().groups();
    assertThat(groups).extracting(PolicyGroup::value).containsExactly("f", "m", "big", "small");
    int drug = report.settings().arms().indexOf("drug");
    assertThat(groups.get(0).recommended().get(drug).value()).isGreaterThan(0.9);
    assertThat(groups.get(1).recommended().get(drug).value()).isLessThan(0.1);
    assertThat(groups.get(0).benefit().value()).isCloseTo(2, within(1.0));
    assertThat(groups.get(3).withheld()).isTrue();
    assertThat(groups.get(2).withheld()).isTrue();
    PolicyComparison without = report.result().fairness().sensitive().get(0);
    assertThat(without.sensitive()).containsExactly("sex=m");
    assertThat(without.changed().value()).isBetween(0.3, 0.7);
    assertThat(without.difference().low()).isPositive();
    assertThat(report.result().learners().get(0).candidates())
        .extracting(each -> each.name())
        .containsExactly("t-ridge", "x-ridge", "s-ridge", "r-ridge", "dr-ridge", "constant");
    assertThat(report.result().learners().get(0).loss())
        .isLessThan(report.result().learners().get(0).candidates().get(5).loss());
    assertThat(report.result().heterogeneity().get(0).score().low()).isPositive();
  }

  /** A row that stands for three people is as three rows of the same subject. */
  @Test
  void aSamplingWeightIsAsManyRows(SparkSession spark) throws IOException {
    Random random = new Random(8);
    StringBuilder weighted = new StringBuilder("who,arm,y,sex,old,times\n");
    StringBuilder repeated = new StringBuilder("who,arm,y,sex,old\n");
    for (int i = 0; i < 200; i++) {
      int sex = random.nextInt(2);
      int old = random.nextInt(2);
      int times = 1 + random.nextInt(3);
      String arm = random.nextDouble() < 0.3 + 0.3 * sex ? "drug" : "none";
      double y = sex + (arm.equals("drug") ? 1 + old + 0.5 * times : 0) + random.nextGaussian();
      String row = "p%d,%s,%s,%d,%d".formatted(i, arm, y, sex, old);
      weighted.append(row).append(',').append(times).append('\n');
      repeated.append((row + "\n").repeat(times));
    }
    EffectReport many =
        new FileEffects(request(repeated.toString(), "y", "who", "none")).run(spark, rows -> {});
    EffectRequest plain = request(weighted.toString(), "y", "who", "none");
    EffectColumns columns =
        new EffectColumns(
            "arm", "y", null, null, "who", List.of(), List.of(), List.of(), List.of(), "times");
    EffectReport one =
        new FileEffects(
                new EffectRequest(
                    plain.file(),
                    columns,
                    Double.NaN,
                    "none",
                    Estimand.ATE,
                    plain.learner(),
                    true,
                    1))
            .run(spark, rows -> {});
    AverageEffect expected = many.result().effects().get(0);
    AverageEffect found = one.result().effects().get(0);
    assertThat(found.effect().value()).isCloseTo(expected.effect().value(), within(0.005));
    assertThat(found.error()).isCloseTo(expected.error(), within(0.005));
    assertThat(found.others().get(0).estimate().value())
        .isCloseTo(expected.others().get(0).estimate().value(), within(1e-9));
    assertThat(one.result().heterogeneity().get(0).predictor().coefficient().value())
        .isCloseTo(
            many.result().heterogeneity().get(0).predictor().coefficient().value(), within(0.1));
    assertThat(one.result().heterogeneity().get(0).relativeLoss())
        .isCloseTo(many.result().heterogeneity().get(0).relativeLoss(), within(0.01));
    assertThat(one.result().policies().get(1).outcome().value())
        .isCloseTo(many.result().policies().get(1).outcome().value(), within(0.005));
    assertThat(one.result().sensitivity().get(0).changesSign())
        .isCloseTo(many.result().sensitivity().get(0).changesSign(), within(0.1));
  }

  /** The arm is the covariate under another name, and nobody in it has the event. */
  @Test
  void perfectSeparationAndAnArmWithoutEventsEndInChecksThatFail(SparkSession spark)
      throws IOException {
    StringBuilder csv = new StringBuilder("arm,y,age\n");
    for (int i = 0; i < 120; i++) {
      csv.append("%s,%d,%d%n".formatted(i < 60 ? "a" : "b", i < 60 && i % 3 == 0 ? 1 : 0, i));
    }
    EffectReport report =
        new FileEffects(request(csv.toString(), "y", null, null)).run(spark, rows -> {});
    assertThat(report.result().effects().get(0).effect().value()).isBetween(-1.0, 1.0);
    assertThat(report.checks())
        .filteredOn(check -> List.of("separation", "overlap").contains(check.name()))
        .hasSize(2)
        .allMatch(check -> check.state() == Check.State.FAIL);
    assertThat(report.result().abstained().get(0)).isGreaterThan(60);
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce(SparkSession spark) throws IOException {
    StringBuilder csv = new StringBuilder("arm,y,age\n");
    for (int i = 0; i < 40; i++) {
      csv.append("%s,%s,%d%n".formatted(i < 4 ? "a" : "b", i == 30 ? "secret" : "1", i));
    }
    assertThatThrownBy(
            () -> new FileEffects(request(csv.toString(), "y", null, "c")).run(spark, rows -> {}))
        .isInstanceOfSatisfying(
            MedleyException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATA_REJECTED))
        .hasMessageContaining(
            "column y has values that are not numbers, or yes and no: 1, the first in data row 31")
        .hasMessageContaining("--reference c is no value of arm, which has a, b")
        .hasMessageContaining("arm a has 4 subjects with a known outcome, and 10 are needed")
        .hasMessageContaining("column y has the same value in all rows")
        .hasMessageNotContaining("secret");
  }

  @Test
  void oneArmIsNothingToCompare(SparkSession spark) throws IOException {
    StringBuilder csv = new StringBuilder("arm,y,age\n");
    for (int i = 0; i < 40; i++) {
      csv.append("a,%d,%d%n".formatted(i, i));
    }
    assertThatThrownBy(
            () -> new FileEffects(request(csv.toString(), "y", null, null)).run(spark, rows -> {}))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("column arm has one value only");
    assertThatThrownBy(
            () -> new FileEffects(request(csv.toString(), "z", null, null)).run(spark, rows -> {}))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("has no column z");
  }

  @Test
  void aNegativeControlThatAnArmLacksIsNamed(SparkSession spark) throws IOException {
    StringBuilder csv = new StringBuilder("arm,y,age,n1,n2,n3\n");
    for (int i = 0; i < 80; i++) {
      csv.append("%s,%d,%d,%d,%s,%d%n".formatted(i % 2, i, i * 7 % 11, i, i % 2 == 0 ? i : "", i));
    }
    EffectRequest plain = request(csv.toString(), "y", null, null);
    EffectColumns columns =
        new EffectColumns("arm", "y", null, null, null, List.of(), List.of("n1", "n2", "n3"));
    EffectRequest request =
        new EffectRequest(
            plain.file(), columns, Double.NaN, null, Estimand.ATE, "t-ridge", true, 1);
    assertThatThrownBy(() -> new FileEffects(request).run(spark, rows -> {}))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("fewer than 10 values of the negative control n2");
  }

  private EffectRequest request(String csv, String outcome, String subject, String reference)
      throws IOException {
    Path file = Files.writeString(folder.resolve("data.csv"), csv);
    EffectColumns columns =
        new EffectColumns("arm", outcome, null, null, subject, List.of(), List.of());
    return new EffectRequest(
        file.toString(), columns, Double.NaN, reference, Estimand.ATE, "x-ridge", true, 1);
  }
}
