package org.medley.models.promotion;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.SUBJECT_ID;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;
import org.medley.models.evaluate.EvaluateSettings;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.Snapshot;
import org.medley.models.testing.Trained;

@SparkTest
class ContestsTest {
  private static final EvaluateSettings SETTINGS = EvaluateSettings.of(List.of("sex"), 1);

  /**
   * Every third of 300 people is a test member. The champion never saw the last of them, and did
   * not know the outcome of the first, which is known by now.
   */
  @Test
  void bothModelsPredictForTheTestMembersThatBothHaveWithTheLabelsOfNow(SparkSession spark) {
    FittedModel model = Trained.model(spark, "logistic");
    Snapshot now = Trained.snapshot(spark);
    Snapshot before =
        new Snapshot(
            now.task(),
            now.members()
                .where(col(SUBJECT_ID).notEqual(300))
                .withColumn(LABEL, functions.when(col(SUBJECT_ID).notEqual(3), col(LABEL))),
            now.matrix(),
            now.reference());

    Contest contest = Contests.of(model, now, model, before, SETTINGS);

    assertThat(Contests.alone(model, now, SETTINGS).size()).isEqualTo(100);
    assertThat(contest.candidate().subject())
        .hasSize(99)
        .contains(3)
        .doesNotContain(300)
        .isSorted();
    assertThat(contest.champion()).isEqualTo(contest.candidate().score());
    assertThat(contest.groups().get("sex").get(0)).isEqualTo("male");
    assertThat(contest.groups().get("sex").get(1)).isEqualTo("female");
    assertThat(Arrays.stream(contest.champion()).distinct().count()).isGreaterThan(10);
  }
}
