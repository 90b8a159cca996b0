package org.medley.models.stability;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.SUBJECT_ID;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;
import org.medley.models.evaluate.Controls;
import org.medley.models.evaluate.Metric;
import org.medley.models.fitted.FittedModel;
import org.medley.models.hazard.NotFitted;
import org.medley.models.matrix.Snapshot;
import org.medley.models.testing.Trained;
import org.medley.models.train.Refit;
import org.medley.models.train.TrainSettings;

/** What is said where a part of the training members is of one class, and so has no fit. */
@SparkTest
class NotAssessableTest {
  private static final TrainSettings SETTINGS = Trained.settings("logistic");

  @Test
  void aPartOfOneClassIsRefused(SparkSession spark) {
    try (Refit refit = refit(spark, Trained.snapshot(spark))) {
      assertThatThrownBy(() -> refit.fit(when(col(LABEL).equalTo(1), 1).otherwise(0)))
          .isInstanceOf(NotFitted.class)
          .hasMessage("everybody has the outcome");
      assertThatThrownBy(() -> refit.fit(lit(0)))
          .isInstanceOf(NotFitted.class)
          .hasMessage("nobody is left to train on");
    }
  }

  @Test
  void aClusterWithoutWhichOneClassIsLeftHasNoNumber(SparkSession spark) {
    Snapshot women = outcomes(Trained.snapshot(spark), col("sex").equalTo("female"));
    try (Refit refit = refit(spark, women)) {
      List<Metric> metrics = new InternalExternal(refit, women, SETTINGS, "sex").run(words -> {});
      assertThat(method(metrics, "sex=female", "left_out_auroc"))
          .isEqualTo("not assessable: no fit without it: nobody has the outcome");
      assertThat(method(metrics, "sex=male", "left_out_auroc"))
          .isEqualTo("not assessable: fewer than 10 outcomes or non-outcomes");
      assertThat(method(metrics, Metric.ALL, "left_out_auroc_by_sex"))
          .isEqualTo("not assessable: fewer than two clusters have outcomes enough");
    }
  }

  @Test
  void bootstrapSamplesWithoutAnOutcomeAreCountedOut(SparkSession spark) {
    Snapshot all = Trained.snapshot(spark);
    Column absent = OptimismBootstrap.draws(SETTINGS.seed(), 0).equalTo(0);
    Column alsoLater = OptimismBootstrap.draws(SETTINGS.seed(), 1).equalTo(0);
    long missedOnce = person(all, absent.and(alsoLater.equalTo(false)));
    try (Refit refit = refit(spark, outcomes(all, col(SUBJECT_ID).equalTo(missedOnce)))) {
      List<Metric> metrics = bootstrap(spark, refit);
      assertThat(method(metrics, Metric.ALL, "optimism_auroc"))
          .contains("1 of 2 refits", "(the others: nobody has the outcome)");
      assertThat(method(metrics, Metric.ALL, "auroc_632plus"))
          .isEqualTo("not assessable: the people left out are of one class");
    }
    long missed = person(all, absent.and(alsoLater));
    try (Refit refit = refit(spark, outcomes(all, col(SUBJECT_ID).equalTo(missed)))) {
      assertThat(bootstrap(spark, refit))
          .singleElement()
          .satisfies(
              metric ->
                  assertThat(metric.estimate().method())
                      .isEqualTo(
                          "not assessable: none of 2 bootstrap samples has a fit: nobody has the"
                              + " outcome"));
    }
  }

  @Test
  void labelsOfOneClassAreNotShuffled(SparkSession spark) {
    Snapshot none = outcomes(Trained.snapshot(spark), lit(false));
    assertThat(Controls.shuffledLabels(none, 20_000, 1).estimate().method())
        .isEqualTo("not assessable: training or test members are of one class only");
  }

  private static List<Metric> bootstrap(SparkSession spark, Refit refit) {
    return new OptimismBootstrap(refit, Trained.model(spark, "logistic"), SETTINGS, 2)
        .run(words -> {});
  }

  private static Refit refit(SparkSession spark, Snapshot snapshot) {
    FittedModel model = Trained.model(spark, "logistic");
    return Refit.of(model, snapshot, SETTINGS);
  }

  private static long person(Snapshot snapshot, Column condition) {
    return snapshot
        .members(Snapshot.TRAIN)
        .where(condition.and(col(LABEL).equalTo(1)))
        .orderBy(SUBJECT_ID)
        .select(SUBJECT_ID)
        .first()
        .getLong(0);
  }

  /** The snapshot with the outcome for those only for whom {@code condition} holds. */
  private static Snapshot outcomes(Snapshot snapshot, Column condition) {
    Column kept = when(condition, col(LABEL)).otherwise(0.0);
    return new Snapshot(
        snapshot.task(),
        snapshot.members().withColumn(LABEL, kept),
        snapshot.matrix(),
        snapshot.reference());
  }

  private static String method(List<Metric> metrics, String subgroup, String name) {
    return metrics.stream()
        .filter(metric -> metric.subgroup().equals(subgroup) && metric.name().equals(name))
        .map(metric -> metric.estimate().method())
        .findFirst()
        .orElseThrow();
  }
}
