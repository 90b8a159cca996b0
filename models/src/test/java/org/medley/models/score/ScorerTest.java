package org.medley.models.score;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.medley.features.contract.Matrix.REFERENCE_ID;
import static org.medley.models.contract.ScoreReasons.CONTRIBUTION;
import static org.medley.models.contract.Scores.RAW_SCORE;
import static org.medley.models.contract.Scores.RISK_SCORE;
import static org.medley.models.contract.Scores.SUBJECT_ID;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;
import org.medley.models.contract.ScoreReasons;
import org.medley.models.contract.Scores;
import org.medley.models.fitted.FittedModel;
import org.medley.models.matrix.Snapshot;
import org.medley.models.testing.Trained;

@SparkTest
class ScorerTest {
  @Test
  void contributionsAddUpToTheRawScoreForEveryFamily(SparkSession spark) {
    Snapshot snapshot = Trained.snapshot(spark);
    for (String family : List.of("logistic", "boosted-trees")) {
      FittedModel model = Trained.model(spark, family);
      Dataset<Row> scores = Scorer.scores(model, "m1", snapshot.matrix());
      Dataset<Row> reasons = Scorer.reasons(model, snapshot.matrix(), 1000);
      assertThat(Scores.TABLE.conform(scores).schema()).isEqualTo(Scores.TABLE.schema());
      assertThat(ScoreReasons.TABLE.conform(reasons).count()).isPositive();
      Row row =
          scores
              .join(reasons.groupBy(SUBJECT_ID).agg(sum(CONTRIBUTION).as(CONTRIBUTION)), SUBJECT_ID)
              .agg(
                  max(
                      abs(
                          col(RAW_SCORE)
                              .minus(col(CONTRIBUTION))
                              .minus(lit(model.contributions().base())))),
                  max(RAW_SCORE).minus(org.apache.spark.sql.functions.min(RAW_SCORE)))
              .first();
      assertThat(row.getDouble(0)).as(family).isLessThan(1e-9);
      assertThat(row.getDouble(1)).as(family).isGreaterThan(0.5);
      assertThat(reasons.where(col(CONTRIBUTION).equalTo(0)).count()).isZero();
    }
  }

  @Test
  void reasonsAreTheStrongestFirstInWords(SparkSession spark) {
    Snapshot snapshot = Trained.snapshot(spark);
    FittedModel model = Trained.model(spark, "logistic");
    List<Row> reasons =
        Scorer.reasons(model, snapshot.matrix(), 2).orderBy(SUBJECT_ID, "rank").collectAsList();
    assertThat(reasons)
        .anySatisfy(
            r ->
                assertThat(r.<String>getAs("reason"))
                    .matches(
                        "Hemoglobin A1c, last value: [0-9.]+ % \\((raises|lowers) the risk\\)"))
        .anySatisfy(
            r ->
                assertThat(r.<String>getAs("reason"))
                    .isEqualTo("Condition 0: yes (raises the risk)"))
        .allSatisfy(r -> assertThat(r.<Integer>getAs("rank")).isLessThanOrEqualTo(2));
    assertThat(reasons)
        .noneSatisfy(r -> assertThat(r.<String>getAs("reason")).contains("not recorded"));
  }

  @Test
  void aMatrixOfAnotherReferenceFails(SparkSession spark) {
    Snapshot snapshot = Trained.snapshot(spark);
    FittedModel model = Trained.model(spark, "logistic");
    Dataset<Row> other = snapshot.matrix().withColumn(REFERENCE_ID, lit("ref-2"));
    assertThatThrownBy(() -> Scorer.scores(model, "m", other).collectAsList())
        .hasMessageContaining("belongs to the reference ref-2");
  }

  @Test
  void percentileIsTheShareWithALowerOrEqualRisk(SparkSession spark) {
    double[] risks = {0.1, 0.2, 0.2, 0.20001, 0.9, 0.0, 1.0, 0.20001, 0.5, 0.20002};
    Dataset<Row> scores =
        spark.createDataFrame(
            java.util.Arrays.stream(risks).mapToObj(RowFactory::create).toList(),
            new StructType().add(RISK_SCORE, DataTypes.DoubleType, false));
    for (Row row : Percentiles.add(scores).collectAsList()) {
      double risk = row.getAs(RISK_SCORE);
      long lower = java.util.Arrays.stream(risks).filter(r -> r <= risk).count();
      assertThat(row.<Double>getAs(Scores.PERCENTILE)).isCloseTo(lower * 10, within(1e-9));
    }
    assertThat(Percentiles.add(scores).count()).isEqualTo(10);
  }
}
