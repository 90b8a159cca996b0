package org.medley.models.promotion;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.SPLIT;
import static org.medley.features.contract.Members.SUBJECT_ID;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;
import org.medley.models.calibrate.Calibration;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.Snapshot;
import org.medley.models.testing.Trained;

/**
 * Every third of 300 people is a test member of the model before. It was recalibrated a year later
 * on people 271 to 300, of whom it knows 20 from its training.
 */
@SparkTest
class HeldOutTest {
  private static final EvaluateSettings SETTINGS = EvaluateSettings.of(List.of(), 1);
  private static final Column LATE = col(SUBJECT_ID).geq(271);
  private static final int LATE_TEST = 10;

  private static Snapshot later(Snapshot before) {
    return new Snapshot(
        before.task(),
        moved(before.members().where(LATE)).withColumn(SPLIT, lit(Snapshot.TRAIN)),
        moved(before.matrix().where(LATE)),
        before.reference());
  }

  private static Dataset<Row> moved(Dataset<Row> rows) {
    return rows.withColumn(INDEX_TIME, expr(INDEX_TIME + " + interval 365 days"));
  }

  @Test
  void membersOfARecalibrationAreHeldOutUnlessTheModelBeforeLearntFromThem(SparkSession spark) {
    Snapshot before = Trained.snapshot(spark);
    Snapshot fitted = later(before);

    Snapshot held = HeldOut.ofRecalibration(before, fitted);

    assertThat(held.members(Snapshot.TRAIN).count()).isEqualTo(200);
    assertThat(held.members(Snapshot.TEST).count()).isEqualTo(100 + LATE_TEST);
    assertThat(held.members(Snapshot.TEST).where("subject_id % 3 != 0").count()).isZero();
    assertThat(held.matrix().count()).isEqualTo(before.matrix().count() + fitted.matrix().count());
    assertThat(HeldOut.ofRecalibration(fitted).members(Snapshot.TEST).count()).isEqualTo(30);
  }

  @Test
  void ofTheSameMemberTheLaterRowStands(SparkSession spark) {
    Snapshot before = Trained.snapshot(spark);

    Snapshot held = HeldOut.ofRecalibration(before, before);

    assertThat(held.members().count()).isEqualTo(before.members().count());
    assertThat(held.matrix().count()).isEqualTo(before.matrix().count());
    assertThat(held.members(Snapshot.TEST).count()).isEqualTo(100);
  }

  @Test
  void peopleOfARefitAreNotHeldOutAndAllOthersAre(SparkSession spark) {
    Snapshot before = Trained.snapshot(spark);

    Snapshot held = HeldOut.ofRefit(before, later(before));

    assertThat(held.members(Snapshot.TEST).count()).isEqualTo(270);
    assertThat(held.members(Snapshot.TEST).where(LATE).count()).isZero();
    assertThat(held.members(Snapshot.TRAIN).where(LATE).count()).isEqualTo(30);
    assertThat(HeldOut.ofRefitElsewhere(before).members(Snapshot.TEST).count()).isEqualTo(300);
  }

  @Test
  void aChallengerMeetsTheRecalibratedRisks(SparkSession spark) {
    FittedModel model = Trained.model(spark, "logistic");
    Calibration.Update line = new Calibration.Update(0.4, 1.3);
    FittedModel champion =
        new FittedModel(
            model.task(),
            model.horizonDays(),
            model.family(),
            model.candidate(),
            model.design(),
            model.stage(),
            model.calibration().updated(line));
    Snapshot before = Trained.snapshot(spark);
    Snapshot held = HeldOut.ofRecalibration(before, later(before));

    Contest contest = Contests.of(model, before, champion, held, SETTINGS);

    double[] byHand = Arrays.stream(contest.candidate().score()).map(line::of).toArray();
    assertThat(contest.candidate().size()).isEqualTo(100);
    assertThat(contest.champion()).containsExactly(byHand, within(1e-12));
    assertThat(contest.champion()[0]).isNotCloseTo(contest.candidate().score()[0], within(1e-3));
  }
}
