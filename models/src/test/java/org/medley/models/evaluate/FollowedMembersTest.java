package org.medley.models.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.medley.features.contract.Members.CENSOR_TIME;
import static org.medley.features.contract.Members.EVENT_TIME;
import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.SUBJECT_ID;
import static org.medley.features.contract.Members.TARGET_END;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;
import org.medley.models.contract.Scores;
import org.medley.models.evaluate.measure.AtHorizon;
import org.medley.models.evaluate.measure.SurvivalMeasures;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.DesignMatrix;
import org.medley.models.matrix.Snapshot;
import org.medley.models.statistics.survival.TimedPredictions;
import org.medley.models.testing.Simulation;
import org.medley.models.testing.Trained;

@SparkTest
class FollowedMembersTest {
  private static final int HORIZON = 365;
  private static final EvaluateSettings SETTINGS =
      new EvaluateSettings(List.of("sex"), List.of(0.1), 50, 3, 10_000, 5);

  private static Snapshot judged(SparkSession spark) {
    return Simulation.of(300, 1, 6).withLost(0.3).snapshot(spark);
  }

  private static Snapshot changed(Snapshot snapshot, UnaryOperator<Dataset<Row>> change) {
    return new Snapshot(
        snapshot.task(), change.apply(snapshot.members()), snapshot.matrix(), snapshot.reference());
  }

  @Test
  void boundsAreThoseOfEvaluateOnTheFollowUpOfEveryTestMember(SparkSession spark) {
    FittedModel model = Trained.model(spark, "logistic");
    Snapshot snapshot = judged(spark);

    List<Metric> night = Evaluator.night(model, snapshot, SETTINGS);

    AtHorizon at = new AtHorizon(byHand(model, snapshot), HORIZON);
    assertThat(at.p().size()).isEqualTo(100);
    List<Metric> expected = SurvivalPerformance.of(at, SurvivalMeasures.NIGHT, SETTINGS);
    assertThat(expected).hasSize(3);
    for (Metric each : expected) {
      Metric found = named(night, Metric.ALL, each.name());
      assertThat(found.estimate().value()).isCloseTo(each.estimate().value(), within(1e-12));
      assertThat(found.n()).isEqualTo(100);
      assertThat(found.events()).isEqualTo(at.events());
      assertThat(found.estimate().method()).endsWith("; times in whole days");
    }
    assertThat(named(night, Metric.ALL, "survival_bound_coverage_90").estimate().value())
        .isBetween(0.8, 1.0);
    assertThat(named(night, "sex=female", "survival_bound_coverage_90").n()).isEqualTo(50);
    assertThat(night).startsWith(Evaluator.test(model, snapshot, SETTINGS).toArray(Metric[]::new));
  }

  @Test
  void smallGroupsAreNotAssessableAndNothingIsToldTwice(SparkSession spark) {
    EvaluateSettings strict =
        new EvaluateSettings(List.of("sex"), List.of(0.1), 20, 3, 10_000, 1_000);

    List<Metric> night = Evaluator.night(Trained.model(spark, "logistic"), judged(spark), strict);

    assertThat(named(night, "sex=male", "survival_bound_coverage_90").estimate().method())
        .contains("fewer than 1000");
    assertThat(night)
        .extracting(each -> each.subgroup() + " " + each.name())
        .doesNotHaveDuplicates();
  }

  @Test
  void withoutTimesOrOneWindowThereAreNoBounds(SparkSession spark) {
    FittedModel model = Trained.model(spark, "logistic");
    Snapshot snapshot = judged(spark);
    Snapshot untimed =
        changed(
            snapshot,
            members ->
                members.withColumn(EVENT_TIME, when(col(SUBJECT_ID).gt(150), col(EVENT_TIME))));
    Snapshot uneven =
        changed(
            snapshot,
            members ->
                members.withColumn(
                    TARGET_END,
                    when(col(SUBJECT_ID).gt(150), col(TARGET_END))
                        .otherwise(expr(TARGET_END + " - interval 100 days"))));
    Snapshot nobody = changed(snapshot, members -> members.where(lit(false)));

    assertThat(FollowedMembers.of(model, untimed, SETTINGS)).isEmpty();
    assertThat(FollowedMembers.of(model, uneven, SETTINGS)).isEmpty();
    assertThat(FollowedMembers.of(model, nobody, SETTINGS)).isEmpty();
  }

  /** Follow-up as the members' rows state it, without Spark. */
  private static TimedPredictions byHand(FittedModel model, Snapshot snapshot) {
    try (DesignMatrix rows =
        DesignMatrix.ofFollowed(snapshot, Snapshot.TEST, model.design(), List.of())) {
      Map<Long, Double> risk =
          model
              .predict(rows.followed())
              .select(SUBJECT_ID, Scores.RISK_SCORE)
              .collectAsList()
              .stream()
              .collect(Collectors.toMap(row -> row.getLong(0), row -> row.getDouble(1)));
      List<Row> members = snapshot.members(Snapshot.TEST).orderBy(SUBJECT_ID).collectAsList();
      int n = members.size();
      long[] subject = new long[n];
      double[] day = new double[n];
      int[] cause = new int[n];
      double[] risks = new double[n];
      double[] ones = new double[n];
      for (int i = 0; i < n; i++) {
        Row row = members.get(i);
        Double label = row.getAs(LABEL);
        Timestamp until =
            label == null
                ? row.<Timestamp>getAs(CENSOR_TIME)
                : label > 0 ? row.<Timestamp>getAs(EVENT_TIME) : row.<Timestamp>getAs(TARGET_END);
        subject[i] = row.getAs(SUBJECT_ID);
        day[i] =
            Duration.between(row.<Timestamp>getAs(INDEX_TIME).toInstant(), until.toInstant())
                .toDays();
        cause[i] = label != null && label > 0 ? 1 : 0;
        risks[i] = risk.get(subject[i]);
        ones[i] = 1;
      }
      return TimedPredictions.of(subject, day, cause, risks, risks, ones);
    }
  }

  private static Metric named(List<Metric> metrics, String subgroup, String name) {
    return metrics.stream()
        .filter(each -> each.subgroup().equals(subgroup) && each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
