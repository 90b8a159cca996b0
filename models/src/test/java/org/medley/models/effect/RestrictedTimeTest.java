package org.medley.models.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;
import org.medley.models.effect.EffectSettings.OutcomeKind;
import org.medley.models.effect.survival.HorizonOutcomes;
import org.medley.models.effect.unit.UnitColumns;

@SparkTest
class RestrictedTimeTest {
  private static final double HORIZON = 100;
  private static final double EVENT_AT = 20;

  /** Days by which a mean can differ where one in twenty can be anywhere from 0 to 100. */
  private static final double UNKNOWN = 5;

  /**
   * Where every event comes on day 20, the time without it is 100 days less 80 times the risk. One
   * in twenty is lost on day 30 and has a covariate far outside of the others': a straight line
   * through these would tell of hundreds of days.
   */
  @Test
  void theTimeFollowsFromTheRiskEvenWhereThoseLostAreUnlikeTheOthers(SparkSession spark) {
    Dataset<Row> data = data(spark);
    EffectSettings settings = Populations.settings(2, 2, "t-ridge").with(OutcomeKind.BINARY);
    RestrictedTime time = RestrictedTime.of(data, HORIZON, settings);
    try (EffectAnalysis risk =
        EffectAnalysis.averages(HorizonOutcomes.risk(data, HORIZON), settings)) {
      double lost = HORIZON - EVENT_AT;
      for (int arm = 0; arm < 2; arm++) {
        assertThat(time.means().get(arm).value())
            .isCloseTo(HORIZON - lost * risk.means().get(arm).value(), within(UNKNOWN));
      }
      assertThat(time.differences().get(0).effect().value())
          .isCloseTo(-lost * risk.averages().get(0).effect().value(), within(UNKNOWN));
      assertThat(time.differences().get(0).error())
          .isCloseTo(lost * risk.averages().get(0).error(), within(0.5));
    }
  }

  private static Dataset<Row> data(SparkSession spark) {
    Random random = new Random(7);
    List<Row> rows = new ArrayList<>();
    for (long i = 0; i < 400; i++) {
      boolean sick = random.nextBoolean();
      boolean lost = i % 20 == 0;
      double days = (lost ? 700 : 440 + random.nextInt(30)) - (sick ? 0 : 20);
      int arm = random.nextDouble() < (sick ? 0.65 : 0.35) ? 1 : 0;
      boolean event = random.nextDouble() < 0.1 + (sick ? 0.3 : 0) + 0.25 * arm && !lost;
      rows.add(
          RowFactory.create(
              i,
              "p" + i,
              arm,
              lost ? 30.0 : event ? EVENT_AT : HORIZON,
              event ? 1.0 : 0.0,
              Vectors.dense(sick ? 1 : 0, days)));
    }
    StructType schema =
        new StructType()
            .add(UnitColumns.ROW, DataTypes.LongType)
            .add(UnitColumns.SUBJECT, DataTypes.StringType)
            .add(UnitColumns.ARM, DataTypes.IntegerType)
            .add(HorizonOutcomes.TIME, DataTypes.DoubleType)
            .add(HorizonOutcomes.EVENT, DataTypes.DoubleType)
            .add(UnitColumns.FEATURES, SQLDataTypes.VectorType());
    return spark.createDataFrame(rows, schema);
  }
}
