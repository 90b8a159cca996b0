package org.medley.models.effect.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;
import org.medley.models.effect.unit.Unit;
import org.medley.models.effect.unit.UnitColumns;
import org.medley.models.effect.unit.Units;

/** Each base learner predicts the rows of a fold that it did not see. */
@SparkTest
class BaseLearnersTest {
  private static final int ROWS = 200;

  @Test
  void aStepIsFoundInTheFoldLeftOut(SparkSession spark) {
    SplittableRandom random = new SplittableRandom(3);
    List<Row> rows = new ArrayList<>();
    for (long i = 0; i < ROWS; i++) {
      double x = random.nextDouble() * 4 - 2;
      double y = (x > 0 ? 2 : 0) + 0.2 * random.nextDouble();
      rows.add(
          RowFactory.create(
              i, "p" + i, (int) (i % 2), y, 1.0, Vectors.dense(x, random.nextDouble())));
    }
    StructType schema =
        new StructType()
            .add(UnitColumns.ROW, DataTypes.LongType)
            .add(UnitColumns.SUBJECT, DataTypes.StringType)
            .add(UnitColumns.ARM, DataTypes.IntegerType)
            .add(UnitColumns.OUTCOME, DataTypes.DoubleType)
            .add(UnitColumns.WEIGHT, DataTypes.DoubleType)
            .add(UnitColumns.FEATURES, SQLDataTypes.VectorType());
    try (Units units = Units.of(spark.createDataFrame(rows, schema), 2, 5, 1)) {
      Basis basis = Basis.of(units);
      Problem problem = new Problem(1, (unit, sink) -> sink.add(0, unit.outcome(), 1));
      List<Unit> held = units.used().filter(unit -> unit.fold() == 2).collect();
      assertThat(held).hasSize(ROWS / 5);
      for (BaseLearner base : BaseLearners.all()) {
        Predictor fitted =
            base.fit(units, basis, problem, List.of(new Problem.Request(0, 1 << 2)), 1).get(0);
        double squares = 0;
        for (Unit unit : held) {
          squares += Math.pow(fitted.at(unit.x()) - unit.outcome(), 2) / held.size();
        }
        assertThat(squares).as(base.name()).isLessThan(0.25);
      }
    }
  }
}
