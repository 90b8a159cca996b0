package org.medley.models.monitor;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.Members;
import org.medley.features.testing.SparkTest;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.evaluate.Evaluator;
import org.medley.models.external.ClosedTest;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.Snapshot;
import org.medley.models.retrain.MaturedWindow;
import org.medley.models.retrain.RetrainPolicy;
import org.medley.models.testing.Simulation;
import org.medley.models.testing.Trained;

/** The model is fitted to members of 1 January 2021; later years have others of the same kind. */
@SparkTest
class MaturedMembersTest {
  private static final RetrainPolicy.Calibration YEARS =
      new RetrainPolicy.Calibration(0.8, 1.2, 0.1, 365, 2, 0.8, 30, 20);

  private static MaturedMembers matured(SparkSession spark, Snapshot tonight, String asOf) {
    return new MaturedMembers(
        Trained.model(spark, "logistic"),
        Trained.snapshot(spark),
        tonight,
        YEARS,
        ZoneOffset.UTC,
        Instant.parse(asOf),
        EvaluateSettings.of(List.of(), 1));
  }

  @Test
  void windowsOfThoseWhoCameLater(SparkSession spark) {
    Snapshot tonight = new Simulation(300, 3, 6, 1.5, 0.1, 9).snapshot(spark);
    FittedModel model = Trained.model(spark, "logistic");

    // Index times are 1 January 2021, 1 January 2022 and 1 January 2023, horizons a year.
    List<MaturedWindow> windows = matured(spark, tonight, "2024-02-15T00:00:00Z").windows();
    assertThat(windows)
        .extracting(MaturedWindow::from)
        .containsExactly(LocalDate.of(2022, 1, 1), LocalDate.of(2023, 1, 1));
    assertThat(windows).extracting(MaturedWindow::members).containsExactly(300L, 300L);
    assertThat(windows)
        .allSatisfy(
            window -> {
              assertThat(window.share()).isBetween(0.85, 0.99);
              assertThat(window.events()).isBetween(60L, 130L);
              assertThat(window.auroc().value()).isBetween(0.65, 0.95);
              assertThat(window.expected()).isBetween(0.55, 0.95);
            });

    // What one window says is what the evaluator says of the same members.
    Snapshot alone =
        new Snapshot(
            Simulation.TASK,
            tonight
                .members()
                .where(
                    col(Members.INDEX_TIME).equalTo(lit("2022-01-01T00:00:00Z").cast("timestamp")))
                .withColumn(Members.SPLIT, lit(Snapshot.TEST)),
            tonight.matrix(),
            tonight.reference());
    List<MaturedWindow> one = matured(spark, alone, "2024-02-15T00:00:00Z").windows();
    double slope =
        Evaluator.test(model, alone, EvaluateSettings.of(List.of(), 1)).stream()
            .filter(metric -> metric.name().equals("calibration_slope"))
            .findFirst()
            .orElseThrow()
            .estimate()
            .value();
    assertThat(one.get(0).slope().value()).isEqualTo(slope);

    // The lag has passed for nobody of the last year, whose early outcomes do not count.
    List<MaturedWindow> early = matured(spark, tonight, "2024-01-25T00:00:00Z").windows();
    assertThat(early.get(1).share()).isZero();
    assertThat(early.get(1).events()).isZero();
  }

  @Test
  void nobodyCameLater(SparkSession spark) {
    assertThat(matured(spark, Trained.snapshot(spark), "2024-02-15T00:00:00Z").windows()).isEmpty();
  }

  /** Of members whose effects are gone the ladder asks for a refit. */
  @Test
  void ladder(SparkSession spark) {
    Snapshot other = new Simulation(1500, 2, 3, -1.5, 0, 9).snapshot(spark);
    ClosedTest test =
        matured(spark, other, "2024-02-15T00:00:00Z").ladder(LocalDate.of(2022, 1, 1));
    assertThat(test.words()).contains("closed testing");
    assertThat(test.tests().get(0).p()).isLessThan(1e-6);
  }
}
