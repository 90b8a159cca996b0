package org.medley.models.censoring;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.medley.features.contract.Members.LABEL;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.medley.features.contract.Members;
import org.medley.features.testing.SparkTest;
import org.medley.features.testing.TextTable;
import org.medley.models.matrix.Snapshot;
import org.medley.models.testing.Simulation;

@SparkTest
class CensoringWeightsTest {
  @Test
  void weightsAreTheInverseOfKaplanMeierWithEventsFirst() {
    double[] weights = CensoringWeights.weights(new long[] {1, 0, 1, 3}, new long[] {0, 2, 1, 0});
    assertThat(weights[0]).isEqualTo(1);
    assertThat(weights[1]).isEqualTo(1);
    assertThat(weights[2]).isCloseTo(7 / 5.0, within(1e-12));
    assertThat(weights[3]).isCloseTo(7 / 5.0 * 4 / 3, within(1e-12));
  }

  @Test
  void noWeightExceedsTheLimitAndTheLastOneLostDividesByNothing() {
    double[] weights = CensoringWeights.weights(new long[] {0, 0}, new long[] {99, 1});
    assertThat(weights[1]).isEqualTo(CensoringWeights.MOST);
    assertThat(CensoringWeights.weights(new long[] {1, 0}, new long[] {5, 0})[1])
        .isEqualTo(CensoringWeights.MOST);
  }

  @Test
  void recoversARiskOfTwentyPercentThatCompleteCasesOverstate(SparkSession spark) {
    Snapshot snapshot = new Simulation(30_000, 1, 2, 0, 0.8, 8).snapshot(spark);
    Dataset<Row> members = snapshot.members().withColumn("constant", lit(1));
    double truth = 1 / (1 + Math.exp(1.7));
    CensoringWeights weights = CensoringWeights.fit(members);
    Row estimates =
        members
            .withColumn("weight", weights.weight())
            .agg(sum(col("weight").multiply(col(LABEL))).divide(sum(col("weight"))), avg(LABEL))
            .first();
    assertThat(estimates.getDouble(0)).isCloseTo(truth, within(0.01));
    assertThat(estimates.getDouble(1)).isGreaterThan(truth + 0.08);
    assertThat(weights.note()).contains("Kaplan-Meier");
    assertThat(weights.positives() + weights.negatives() + weights.lost()).isEqualTo(30_000);
  }

  @Test
  void deathIsAKnownNonEventAndOnlyLossIsCensoring(SparkSession spark) {
    Dataset<Row> members =
        TextTable.rows(
            spark,
            Members.TABLE,
            """
            | subject_id | target_start | target_end | label | event_time | event_type | censor_time |
            | 1 | 2021-01-01 00:00:00 | 2021-12-31 00:00:00 | 0 | 2021-01-02 00:00:00 | death | |
            | 2 | 2021-01-01 00:00:00 | 2021-12-31 00:00:00 |   |                     |       | 2021-03-01 00:00:00 |
            | 3 | 2021-01-01 00:00:00 | 2021-12-31 00:00:00 | 1 | 2021-06-01 00:00:00 | outcome | |
            | 4 | 2021-01-01 00:00:00 | 2021-12-31 00:00:00 | 0 |                     |       | |
            """);
    CensoringWeights weights = CensoringWeights.fit(members);
    assertThat(
            members.orderBy("subject_id").select(weights.weight()).collectAsList().stream()
                .mapToDouble(r -> r.getDouble(0))
                .toArray())
        .containsExactly(new double[] {1, 0, 1.5, 1.5}, within(1e-12));
    assertThat(
            members
                .orderBy("subject_id")
                .select(FollowUp.day().as("day"), FollowUp.cause().as("cause"))
                .collectAsList())
        .containsExactly(
            RowFactory.create(1, 2),
            RowFactory.create(59, 0),
            RowFactory.create(151, 1),
            RowFactory.create(364, 0));
    assertThat(weights.positives()).isEqualTo(1);
    assertThat(weights.negatives()).isEqualTo(2);
    assertThat(weights.lost()).isEqualTo(1);
  }
}
