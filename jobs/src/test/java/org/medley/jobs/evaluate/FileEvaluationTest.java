package org.medley.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.error.MedleyException;
import org.medley.jobs.evaluate.PredictionColumns.ScoreIs;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.evaluate.Metric;
import org.medley.models.statistics.Estimate;

@SparkTest
class FileEvaluationTest {
  private static final EvaluateSettings SETTINGS =
      new EvaluateSettings(List.of(), List.of(0.3), 20, 1, 10_000, 2);

  @TempDir private Path folder;

  @Test
  void missingValuesAreCountedAndLeftOut(SparkSession spark) throws IOException {
    String file =
        write(
            """
            id,died,risk,sex
            1,yes,0.9,f
            2,no,0.2,
            3,,0.3,m
            4,No,NA,m
            5,TRUE,0.6,m
            6,0,0.7,f
            7,1,0.8,f
            8,F,0.1,m
            """);
    Evaluation found = binary(file, "died", "risk", List.of("sex")).run(spark);
    assertThat(found.rows()).isEqualTo(8);
    assertThat(found.n()).isEqualTo(6);
    assertThat(found.events()).isEqualTo(3);
    assertThat(found.excluded()).containsEntry("died", 1L).containsEntry("risk", 1L);
    assertThat(found.notes())
        .contains(
            "1 rows are left out: died is missing", "1 rows have no sex and are in no subgroup");
    assertThat(value(found, "auroc")).isCloseTo(8.0 / 9, within(1e-12));
    assertThat(value(found, "prevalence")).isCloseTo(0.5, within(1e-12));
    assertThat(value(found, "net_benefit_030"))
        .isCloseTo(3.0 / 6 - 1.0 / 6 * 0.3 / 0.7, within(1e-12));
    assertThat(found.metrics()).anyMatch(m -> m.subgroup().equals("sex=m"));
    assertThat(found.curves()).extracting("name").contains("roc", "decision");
  }

  @Test
  void everyUnusableColumnIsToldOfAtOnce(SparkSession spark) throws IOException {
    String file = write("y;s;w\n1;0.5;1\n2;abc;-1\n0;0.1;1\n3;0.2;x\n");
    PredictionColumns columns =
        new PredictionColumns(
            "y", null, null, null, "s", ScoreIs.RISK, null, null, "w", null, List.of());
    assertThatThrownBy(() -> new FileEvaluation(file, columns, Double.NaN, SETTINGS).run(spark))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("column y has values that are not 0 or 1")
        .hasMessageContaining(": 2, the first in data row 2")
        .hasMessageContaining("column s has values that are not numbers: 1")
        .hasMessageContaining("column w has values that are not numbers of at least 0: 2");
  }

  @Test
  void rowsWithAnotherNumberOfCellsThanTheHeaderAreToldOf(SparkSession spark) throws IOException {
    String file = write("y,s\n1,0.5\n0,0,4\n1,0.7\n0\n");
    assertThatThrownBy(() -> binary(file, "y", "s", List.of()).run(spark))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining(
            "2 rows do not have as many cells as the line of names, the first is data row 2");
  }

  @Test
  void theSameRowsInParquetAndGzipGiveTheSameNumbers(SparkSession spark) throws IOException {
    String text = "y,s,g\n1,0.5,a\n0,0.4,a\n1,0.7,b\n0,0.75,b\n,0.1,b\n1,0.2,a\n";
    Path packed = folder.resolve("packed.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    Path columns = folder.resolve("columns");
    String plain = write(text);
    spark
        .read()
        .option("header", true)
        .schema("y INT, s DOUBLE, g STRING")
        .csv(plain)
        .write()
        .parquet(columns.toString());
    Evaluation expected = binary(plain, "y", "s", List.of("g")).run(spark);
    assertThat(expected.n()).isEqualTo(5);
    for (Path other : List.of(packed, columns)) {
      Evaluation found = binary(other.toString(), "y", "s", List.of("g")).run(spark);
      String name = other.getFileName().toString();
      assertThat(found.metrics()).as(name).isEqualTo(expected.metrics());
      assertThat(found.excluded()).as(name).isEqualTo(expected.excluded());
      assertThat(found.rows()).as(name).isEqualTo(expected.rows());
    }
  }

  @Test
  void absentColumnsAndEmptyFilesAreSentences(SparkSession spark) throws IOException {
    String file = write("y,s\n1,0.5\n");
    assertThatThrownBy(() -> binary(file, "died", "risk", List.of()).run(spark))
        .isInstanceOf(MedleyException.class)
        .hasMessageContaining("has no column died, risk")
        .extracting(e -> ((MedleyException) e).remedy())
        .asString()
        .contains("it has: y, s");
    String none = write("y,s\n");
    assertThatThrownBy(() -> binary(none, "y", "s", List.of()).run(spark))
        .hasMessageContaining("has no rows");
    String empty = write("");
    assertThatThrownBy(() -> binary(empty, "y", "s", List.of()).run(spark))
        .hasMessageContaining("is empty");
    String missing = write("y,s\n,0.5\n1,\n");
    assertThatThrownBy(() -> binary(missing, "y", "s", List.of()).run(spark))
        .hasMessageContaining("no row of");
  }

  @Test
  void degeneratePredictionsSayWhatCannotBeAssessed(SparkSession spark) throws IOException {
    Evaluation one = binary(write("y,s\n1,0.2\n1,0.3\n1,0.5\n"), "y", "s", List.of()).run(spark);
    assertThat(estimate(one, "auroc").method()).contains("one class only");
    assertThat(one.notes()).anyMatch(note -> note.contains("same label"));
    assertThat(value(one, "brier")).isCloseTo((0.64 + 0.49 + 0.25) / 3, within(1e-12));

    String rows = "1,0.2\n0,0.2\n".repeat(10);
    Evaluation equal = binary(write("y,s\n" + rows), "y", "s", List.of()).run(spark);
    assertThat(value(equal, "auroc")).isEqualTo(0.5);
    assertThat(estimate(equal, "calibration_slope").assessable()).isFalse();
    assertThat(estimate(equal, "ici").method()).contains("too few distinct scores");

    Evaluation ranks = binary(write("y,s\n1,7\n0,-2\n1,1\n0,3\n"), "y", "s", List.of()).run(spark);
    assertThat(value(ranks, "auroc")).isEqualTo(0.75);
    assertThat(ranks.metrics()).noneMatch(m -> m.name().equals("brier"));
    assertThat(ranks.notes()).anyMatch(note -> note.contains("no probabilities"));

    PredictionColumns columns =
        new PredictionColumns(
            "y", null, null, null, "s", ScoreIs.RISK, null, null, null, "id", List.of());
    String mine = write("id,y,s\na,1,0.2\na,0,0.3\na,1,0.5\na,0,0.1\n");
    Evaluation subject = new FileEvaluation(mine, columns, Double.NaN, SETTINGS).run(spark);
    assertThat(subject.subjects()).isEqualTo(1);
    assertThat(estimate(subject, "brier").low()).isNaN();
  }

  @Test
  void anotherLabelIsNamed(SparkSession spark) throws IOException {
    PredictionColumns columns =
        new PredictionColumns(
            "y", "case", null, null, "s", ScoreIs.RISK, null, null, null, null, List.of());
    String file = write("y,s\ncase,0.5\ncontrol,0.1\ncase,0.7\ncontrol,0.6\n");
    Evaluation found = new FileEvaluation(file, columns, Double.NaN, SETTINGS).run(spark);
    assertThat(value(found, "auroc")).isEqualTo(0.75);
  }

  @Test
  void aProbabilityOfSurvivalIsTurnedRound(SparkSession spark) throws IOException {
    StringBuilder risks = new StringBuilder("t,e,r,s\n");
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 60; i++) {
      double risk = (1 + random.nextInt(18)) / 20.0;
      int time = 1 + random.nextInt(10);
      risks.append("%d,%d,%s,%s%n".formatted(time, random.nextInt(2), risk, 1 - risk));
    }
    String file = write(risks.toString());
    Evaluation risk = survival(file, "r", ScoreIs.RISK, 6).run(spark);
    Evaluation free = survival(file, "s", ScoreIs.SURVIVAL, 6).run(spark);
    for (String metric : List.of("harrell_c", "uno_c", "time_dependent_auc", "brier", "ici")) {
      assertThat(value(free, metric)).isCloseTo(value(risk, metric), within(1e-9));
    }
    assertThat(risk.outcome()).isEqualTo("survival");
    assertThat(estimate(risk, "uno_c").method()).contains("tau = 6.0");
  }

  @Test
  void horizonsWithoutFollowUpOrEventsAreSentences(SparkSession spark) throws IOException {
    String file = write("t,e,s\n1,0,0.5\n2,0,0.3\n6,1,0.2\n7,0,0.1\n");
    assertThatThrownBy(() -> survival(file, "s", ScoreIs.RISK, 15).run(spark))
        .hasMessageContaining("nobody in")
        .hasMessageContaining("longest time is 7.0");
    Evaluation none = survival(file, "s", ScoreIs.RISK, 5).run(spark);
    assertThat(none.notes()).anyMatch(note -> note.startsWith("no events by the horizon"));
    assertThat(estimate(none, "harrell_c").assessable()).isFalse();
  }

  @Test
  void eventsThatAreCodedOneAndTwoAreDoubted(SparkSession spark) throws IOException {
    String file = write("t,e,s\n1,2,0.5\n2,1,0.3\n6,2,0.2\n7,1,0.1\n");
    Evaluation found = survival(file, "s", ScoreIs.RISK, 5).run(spark);
    assertThat(found.outcome()).isEqualTo("competing-risks");
    assertThat(found.notes()).anyMatch(note -> note.contains("write 0 and 1"));
  }

  @Test
  void ofMoreRowsThanTheDriverTakesRanksAreStillOfAll(SparkSession spark) throws IOException {
    StringBuilder text = new StringBuilder("y,s\n");
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 400; i++) {
      double risk = (1 + random.nextInt(98)) / 100.0;
      text.append(random.nextDouble() < risk ? 1 : 0).append(',').append(risk).append('\n');
    }
    String file = write(text.toString());
    EvaluateSettings few = new EvaluateSettings(List.of(), List.of(0.3), 20, 1, 100, 2);
    PredictionColumns columns = columns("y", "s", List.of());
    Evaluation sampled = new FileEvaluation(file, columns, Double.NaN, few).run(spark);
    Evaluation all = binary(file, "y", "s", List.of()).run(spark);
    for (String metric : List.of("auroc", "calibration_slope", "calibration_intercept")) {
      assertThat(value(sampled, metric)).isCloseTo(value(all, metric), within(1e-10));
      assertThat(estimate(sampled, metric).low())
          .isCloseTo(estimate(all, metric).low(), within(1e-10));
    }
    assertThat(sampled.notes()).anyMatch(note -> note.startsWith("of 400 rows a sample"));
  }

  private static FileEvaluation binary(
      String file, String label, String score, List<String> groups) {
    return new FileEvaluation(file, columns(label, score, groups), Double.NaN, SETTINGS);
  }

  private static PredictionColumns columns(String label, String score, List<String> groups) {
    return new PredictionColumns(
        label, null, null, null, score, ScoreIs.RISK, null, null, null, null, groups);
  }

  private static FileEvaluation survival(
      String file, String score, ScoreIs scoreIs, double horizon) {
    PredictionColumns columns =
        new PredictionColumns(
            null, null, "t", "e", score, scoreIs, null, null, null, null, List.of());
    return new FileEvaluation(file, columns, horizon, SETTINGS);
  }

  private static double value(Evaluation evaluation, String metric) {
    return estimate(evaluation, metric).value();
  }

  private static Estimate estimate(Evaluation evaluation, String metric) {
    return evaluation.metrics().stream()
        .filter(m -> m.name().equals(metric) && m.subgroup().equals(Metric.ALL))
        .findFirst()
        .orElseThrow()
        .estimate();
  }

  private String write(String text) throws IOException {
    Path file = Files.createTempFile(folder, "predictions", ".csv");
    return Files.writeString(file, text).toString();
  }
}
