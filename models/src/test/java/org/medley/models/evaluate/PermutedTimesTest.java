package org.medley.models.evaluate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.medley.features.contract.Matrix.INDICES;
import static org.medley.features.contract.Matrix.VALUES;
import static org.medley.features.contract.Members.INDEX_TIME;
import static org.medley.features.contract.Members.LABEL;
import static org.medley.features.contract.Members.SUBJECT_ID;
import static org.medley.models.matrix.DesignMatrix.FEATURES;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.medley.features.testing.SparkTest;
import org.medley.models.matrix.Snapshot;
import org.medley.models.testing.Simulation;

@SparkTest
class PermutedTimesTest {
  private static final Simulation SIMULATION = Simulation.of(300, 2, 4);

  @Test
  void everyRowTakesTheCovariatesOfAnotherTimeOfItsPerson(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    for (long person = 1; person <= 4; person++) {
      for (int time = 0; time < person; time++) {
        rows.add(RowFactory.create(person, new Timestamp(1000L * time), person + "/" + time));
      }
    }
    StructType schema =
        new StructType()
            .add(SUBJECT_ID, DataTypes.LongType)
            .add(INDEX_TIME, DataTypes.TimestampType)
            .add(FEATURES, DataTypes.StringType);
    Dataset<Row> several = PermutedTimes.several(spark.createDataFrame(rows, schema));
    List<String> threes = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      List<Row> moved =
          PermutedTimes.permuted(several, k, 3)
              .orderBy(SUBJECT_ID, INDEX_TIME)
              .select(col(SUBJECT_ID), col(INDEX_TIME), col(FEATURES))
              .collectAsList();
      assertThat(moved).hasSize(9).noneMatch(row -> row.getString(2).equals(own(row)));
      assertThat(moved).allMatch(row -> row.getString(2).startsWith(row.getLong(0) + "/"));
      assertThat(moved.stream().map(row -> row.getString(2)).distinct()).hasSize(9);
      threes.add(moved.get(8).getString(2));
    }
    assertThat(threes).containsExactlyInAnyOrder("4/0", "4/1", "4/2");
  }

  @Test
  void whatFollowsTimeIsLost(SparkSession spark) {
    // Both covariates of each time are drawn anew, so nothing of another time tells anything.
    Map<String, Metric> found = named(PermutedTimes.control(SIMULATION.snapshot(spark), 20_000, 1));
    assertThat(found.get(PermutedTimes.OWN).estimate().value()).isGreaterThan(0.7);
    assertThat(found.get(PermutedTimes.PERMUTED).estimate().low()).isLessThan(0.5);
    assertThat(found.get(PermutedTimes.PERMUTED).estimate().high()).isGreaterThan(0.5);
    assertThat(found.get(PermutedTimes.LOSS).estimate().low()).isGreaterThan(0.1);
    assertThat(found.get(PermutedTimes.LOSS).estimate().value())
        .isCloseTo(
            found.get(PermutedTimes.OWN).estimate().value()
                - found.get(PermutedTimes.PERMUTED).estimate().value(),
            within(1e-12));
    assertThat(found.get(PermutedTimes.LOSS).n()).isEqualTo(200);
  }

  @Test
  void whatReadsTheWholeRecordLosesNothing(SparkSession spark) {
    Snapshot snapshot = SIMULATION.snapshot(spark);
    Dataset<Row> ever = snapshot.members().groupBy(SUBJECT_ID).agg(max(LABEL).as("ever"));
    Column flagged = col("ever").equalTo(1);
    Dataset<Row> leaking =
        snapshot
            .matrix()
            .join(ever, SUBJECT_ID)
            .withColumn(INDICES, when(flagged, array(lit(0))).otherwise(array().cast("array<int>")))
            .withColumn(
                VALUES, when(flagged, array(lit(1.0))).otherwise(array().cast("array<double>")));
    Map<String, Metric> found =
        named(
            PermutedTimes.control(
                new Snapshot(snapshot.task(), snapshot.members(), leaking, snapshot.reference()),
                20_000,
                1));
    assertThat(found.get(PermutedTimes.OWN).estimate().value()).isGreaterThan(0.7);
    assertThat(found.get(PermutedTimes.LOSS).estimate().value()).isCloseTo(0, within(1e-9));
  }

  @Test
  void oneIndexTimeEachIsNotAssessable(SparkSession spark) {
    assertThat(PermutedTimes.control(Simulation.of(90, 1, 3).snapshot(spark), 20_000, 1))
        .singleElement()
        .satisfies(
            metric -> {
              assertThat(metric.name()).isEqualTo(PermutedTimes.PERMUTED);
              assertThat(metric.estimate().method())
                  .startsWith("not assessable: the control needs people with and without");
            });
  }

  private static String own(Row row) {
    return row.getLong(0) + "/" + row.getTimestamp(1).getTime() / 1000;
  }

  private static Map<String, Metric> named(List<Metric> metrics) {
    return metrics.stream().collect(Collectors.toMap(Metric::name, Function.identity()));
  }
}
