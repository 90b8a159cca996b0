package org.medley.jobs.workbench;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.Reference;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.sql.NotServed;
import org.medley.models.contract.Scores;

@SparkTest
class WorkbenchTest {

  @Test
  void aVariantStandsBesideTheChampionAndTheLakeStaysAsItWas(
      SparkSession spark, @TempDir Path folder) throws IOException, NotServed {
    Workbench bench = new WorkbenchSite(spark, folder).released();
    long files = files(folder);

    assertThat(bench.toString()).isEqualTo("Release r1 as of 2022-06-01");
    assertThat(bench.tables().rows()).contains(List.of("clinical.subjects", "300"));
    assertThat(bench.attrition("t").last().members()).isEqualTo(300);
    assertThat(bench.sql("SELECT count(*) FROM clinical.subjects").first().getLong(0))
        .isEqualTo(300);

    Cookbook.answeredAlike(bench, folder.resolve("lake"));

    TaskModel champion = bench.champion("t");
    Study asItIs = bench.task("t");
    assertThat(asItIs.attrition()).isEqualTo(bench.attrition("t"));
    theSameSettingsGiveTheChampion(champion, asItIs.train());

    TaskModel variant = asItIs.with("features.windows=[full]").train();
    assertThat(windows(variant)).containsExactly("full");
    assertThat(variant.version()).isNotEqualTo(champion.version());
    Comparison comparison = variant.compare(champion);
    assertThat(comparison.members()).isBetween(120L, 180L);
    assertThat(comparison.outcomes()).isPositive();
    assertThat(comparison.difference().value())
        .isCloseTo(variant.metric("auroc") - champion.metric("auroc"), within(1e-12));
    assertThat(comparison.finding()).startsWith("On the same ").contains("DeLong");
    assertThat(variant.calibration().text()).startsWith("predicted ");
    assertThat(variant.calibration().html().render()).contains("<svg");
    explained(variant);

    assertThat(files(folder)).isEqualTo(files);
  }

  private static void theSameSettingsGiveTheChampion(TaskModel champion, TaskModel again) {
    assertThat(again.metrics()).isEqualTo(champion.metrics());
    assertThat(again.metric("auroc")).isEqualTo(champion.metric("auroc"));
    assertThat(again.compare(champion).finding()).endsWith("both models rank alike.");
    assertThat(risks(again)).isEqualTo(risks(champion)).isNotEmpty();
  }

  private static List<Double> risks(TaskModel model) {
    return model
        .risks()
        .orderBy(Scores.SUBJECT_ID)
        .select(Scores.RISK_SCORE)
        .collectAsList()
        .stream()
        .map(row -> row.getDouble(0))
        .toList();
  }

  private static List<String> windows(TaskModel model) {
    Dataset<Row> windows =
        model
            .covariates()
            .select(Reference.WINDOW)
            .distinct()
            .where(col(Reference.WINDOW).isNotNull());
    return windows.collectAsList().stream().map(row -> row.getString(0)).toList();
  }

  private static void explained(TaskModel model) {
    Row highest = model.risks().orderBy(col(Scores.RISK_SCORE).desc()).first();
    Explanation explanation = model.explain(highest.getAs(Scores.SUBJECT_ID));
    assertThat(explanation.sum()).isCloseTo(explanation.logOdds(), within(1e-9));
    assertThat(explanation.risk()).isEqualTo(highest.<Double>getAs(Scores.RISK_SCORE));
    assertThat(explanation.text())
        .startsWith("Risk within 365 days: ")
        .contains("Sum: the score before calibration", "(raises the risk)");
    assertThatThrownBy(() -> model.explain(987654321))
        .isInstanceOf(MedleyException.class)
        .hasMessage("that person is not scored by this model");
  }

  @Test
  void whatIsWrongIsSaidWithItsRemedy(SparkSession spark, @TempDir Path folder) throws IOException {
    WorkbenchSite site = new WorkbenchSite(spark, folder);
    assertThatThrownBy(() -> NamedTask.read(site.conf, "u", List.of()))
        .isInstanceOf(MedleyException.class)
        .hasMessage("there is no task 'u' with covariates and a model");
    assertThatThrownBy(() -> NamedTask.read(site.conf, "t", List.of("features.windows")))
        .isInstanceOf(MedleyException.class)
        .hasMessage("'features.windows' sets nothing");
    assertThatThrownBy(() -> NamedTask.read(site.conf, "t", List.of("features.window=[30d]")))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("features.window");
    assertThatThrownBy(() -> Checks.check(false, "one is two"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this does not hold: one is two");
  }

  private static long files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.count();
    }
  }
}
