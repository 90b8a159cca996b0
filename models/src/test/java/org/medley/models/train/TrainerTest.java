package org.medley.models.train;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.PURPOSE;
import static org.medley.features.contract.Members.SPLIT;
import static org.medley.features.contract.Members.SUBJECT_ID;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;
import org.medley.models.calibrate.Calibration;
import org.medley.models.matrix.Snapshot;
import org.medley.models.score.Scorer;
import org.medley.models.statistics.Accuracy;
import org.medley.models.statistics.Auroc;
import org.medley.models.statistics.Predictions;
import org.medley.models.testing.Simulation;

@SparkTest
class TrainerTest {
  private static final TrainSettings LOGISTIC =
      TrainSettings.of(List.of("logistic"), 2, 1, TrainSettings.AUTO);

  @Test
  void choosesByLogLossCalibratesAndDoesNotDependOnPartitionsOrThreads(SparkSession spark) {
    Snapshot snapshot = Simulation.of(600, 2, 12).snapshot(spark);
    Training training = Trainer.train(snapshot, settings(TrainSettings.FAMILIES, 20_000, 2));
    partitionsOfTheInputAndThreadsDoNotMatter(snapshot, training);
    assertThat(training.candidates())
        .extracting(Training.Candidate::family)
        .containsExactly("logistic", "logistic", "logistic", "boosted-trees");
    double best =
        training.candidates().stream().mapToDouble(Training.Candidate::logLoss).min().orElseThrow();
    Predictions p = training.outOfFold();
    assertThat(Accuracy.logLoss(p.label(), p.score(), p.weight())).isCloseTo(best, within(1e-12));
    assertThat(Auroc.value(p.label(), p.score(), p.weight())).isGreaterThan(0.65);
    assertThat(training.subjects()).isEqualTo(400);
    assertThat(training.samples()).isEqualTo(800).isEqualTo(p.size());
    assertThat(training.model().horizonDays()).isEqualTo(365);
    assertThat(training.model().calibration().kind()).isEqualTo(Calibration.Kind.LOGISTIC);
    double[] risks = new double[p.size()];
    for (int i = 0; i < risks.length; i++) {
      double odds = Math.log(p.score()[i] / (1 - p.score()[i]));
      risks[i] = training.model().calibration().risk(odds);
    }
    assertThat(Accuracy.observedOverExpected(p.label(), risks, p.weight()))
        .isCloseTo(1, within(1e-6));
  }

  private static void partitionsOfTheInputAndThreadsDoNotMatter(Snapshot snapshot, Training first) {
    Snapshot scattered =
        new Snapshot(
            snapshot.task(),
            snapshot.members().repartition(7, col(LABEL)),
            snapshot.matrix().repartition(5).sort(col(SUBJECT_ID).desc()),
            snapshot.reference().repartition(3));
    Training second = Trainer.train(scattered, settings(TrainSettings.FAMILIES, 20_000, 1));
    assertThat(second.candidates()).isEqualTo(first.candidates());
    assertThat(scores(second, snapshot)).isEqualTo(scores(first, snapshot));
  }

  @Test
  void onlyTrainingMembersAreFittedTo(SparkSession spark) {
    Snapshot snapshot = Simulation.of(150, 1, 4).snapshot(spark);
    Dataset<Row> flipped =
        snapshot
            .members()
            .withColumn(
                LABEL,
                when(col(SPLIT).equalTo("train"), col(LABEL)).otherwise(lit(1).minus(col(LABEL))));
    Snapshot other =
        new Snapshot(snapshot.task(), flipped, snapshot.matrix(), snapshot.reference());
    assertThat(scores(Trainer.train(other, LOGISTIC), snapshot))
        .isEqualTo(scores(Trainer.train(snapshot, LOGISTIC), snapshot));
  }

  @Test
  void severalPartitionsGiveTheSameScoresWithinRounding(SparkSession spark) {
    Snapshot snapshot = Simulation.of(200, 1, 4).snapshot(spark);
    TrainSettings four = settings(List.of("logistic"), 34, 2);
    List<Row> first = scores(Trainer.train(snapshot, four), snapshot);
    List<Row> second = scores(Trainer.train(snapshot, four), snapshot);
    for (int i = 0; i < first.size(); i++) {
      assertThat(second.get(i).getDouble(1)).isCloseTo(first.get(i).getDouble(1), within(1e-9));
    }
  }

  @Test
  void noPersonIsInTwoFolds(SparkSession spark) {
    Dataset<Row> members = Simulation.of(200, 3, 2).snapshot(spark).members();
    Row counts =
        members
            .withColumn(Folds.FOLD, Folds.of(9, 3))
            .agg(
                count_distinct(col(SUBJECT_ID)),
                count_distinct(col(SUBJECT_ID), col(Folds.FOLD)),
                count_distinct(col(Folds.FOLD)))
            .first();
    assertThat(counts.getLong(0)).isEqualTo(counts.getLong(1)).isEqualTo(200);
    assertThat(counts.getLong(2)).isEqualTo(3);
  }

  @Test
  void refusesInASentenceWhatCannotBeLearned(SparkSession spark) {
    Snapshot snapshot = Simulation.of(30, 1, 2).snapshot(spark);
    assertThatThrownBy(() -> Trainer.train(labelled(snapshot, 0), LOGISTIC))
        .isInstanceOf(NotTrainable.class)
        .hasMessageStartingWith("No training member of sim has the outcome");
    assertThatThrownBy(() -> Trainer.train(labelled(snapshot, 1), LOGISTIC))
        .isInstanceOf(NotTrainable.class)
        .hasMessageStartingWith("Every training member of sim has the outcome");
    Snapshot nobody =
        new Snapshot(
            snapshot.task(),
            snapshot.members().where(col(PURPOSE).equalTo("nothing")),
            snapshot.matrix(),
            snapshot.reference());
    assertThatThrownBy(() -> Trainer.train(nobody, LOGISTIC))
        .isInstanceOf(NotTrainable.class)
        .hasMessageStartingWith("No training member");
    Dataset<Row> single =
        snapshot
            .members()
            .withColumn(LABEL, when(col(SUBJECT_ID).equalTo(1), lit(1.0)).otherwise(lit(0.0)));
    Snapshot oneEvent =
        new Snapshot(snapshot.task(), single, snapshot.matrix(), snapshot.reference());
    assertThatThrownBy(() -> Trainer.train(oneEvent, LOGISTIC))
        .isInstanceOf(NotTrainable.class)
        .hasMessageContaining("validation needs more people");
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> TrainSettings.of(List.of("oracle"), 3, 1, "auto"))
        .hasMessageContaining("no model family 'oracle'")
        .hasMessageContaining("[boosted-trees, cause-specific, cox, discrete-hazards, logistic,");
    assertThatThrownBy(() -> TrainSettings.of(List.of("logistic"), 3, 1, "magic"))
        .hasMessageContaining("no calibration 'magic'");
    assertThatThrownBy(() -> TrainSettings.of(List.of(), 3, 1, "auto"))
        .hasMessageContaining("at least one model family");
    assertThat(TrainSettings.defaults())
        .isEqualTo(
            new TrainSettings(
                List.of("logistic", "boosted-trees"),
                3,
                20240601,
                "auto",
                Search.standard(),
                20_000,
                2));
  }

  private static TrainSettings settings(List<String> families, int rowsPerPartition, int threads) {
    return new TrainSettings(families, 2, 1, "auto", Search.standard(), rowsPerPartition, threads);
  }

  private static Snapshot labelled(Snapshot snapshot, double label) {
    return new Snapshot(
        snapshot.task(),
        snapshot.members().withColumn(LABEL, lit(label)),
        snapshot.matrix(),
        snapshot.reference());
  }

  private static List<Row> scores(Training training, Snapshot snapshot) {
    return Scorer.scores(training.model(), "m", snapshot.matrix())
        .select(SUBJECT_ID, "risk_score", "percentile")
        .orderBy(SUBJECT_ID)
        .collectAsList();
  }
}
