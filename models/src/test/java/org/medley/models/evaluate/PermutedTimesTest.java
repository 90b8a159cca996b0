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
import java.time.Instant;
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
  void everyRowTakesTheCovariatesOfTheNextTimeOfItsPerson(SparkSession spark) {
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
    Dataset<Row> all = spark.createDataFrame(rows, schema);
    assertThat(exchanged(all, true))
        .containsExactly("2/1 2/0", "3/1 3/0", "3/2 3/1", "4/1 4/0", "4/2 4/1", "4/3 4/2");
    assertThat(exchanged(all, false))
        .containsExactly("2/0 2/1", "3/0 3/1", "3/1 3/2", "4/0 4/1", "4/1 4/2", "4/2 4/3");
  }

  @Test
  void whatFollowsTimeIsLost(SparkSession spark) {
    // Both covariates of each time are drawn anew, so nothing of another time tells anything.
    Map<String, Metric> found = named(PermutedTimes.control(SIMULATION.snapshot(spark), 20_000, 1));
    assertThat(found.keySet())
        .containsExactlyInAnyOrder(
            PermutedTimes.EARLIER, PermutedTimes.LOSS, PermutedTimes.LATER, PermutedTimes.GAIN);
    for (String area : List.of(PermutedTimes.EARLIER, PermutedTimes.LATER)) {
      assertThat(found.get(area).estimate().low()).isLessThan(0.5);
      assertThat(found.get(area).estimate().high()).isGreaterThan(0.5);
      assertThat(found.get(area).n()).isEqualTo(100);
    }
    assertThat(found.get(PermutedTimes.LOSS).estimate().low()).isPositive();
    assertThat(found.get(PermutedTimes.GAIN).estimate().high()).isNegative();
  }

  @Test
  void theTimeAfterKnowsTheOutcomeWhereItLooksBackThatFar(SparkSession spark) {
    Snapshot snapshot = SIMULATION.snapshot(spark);
    Timestamp first = Timestamp.from(Instant.parse("2021-01-01T00:00:00Z"));
    Dataset<Row> before =
        snapshot
            .members()
            .where(col(INDEX_TIME).equalTo(first))
            .select(col(SUBJECT_ID), col(LABEL).as("seen"));
    Column flagged = col("seen").equalTo(1).and(col(INDEX_TIME).gt(first));
    Map<String, Metric> found =
        named(PermutedTimes.control(flagged(snapshot, before, flagged), 20_000, 1));
    assertThat(found.get(PermutedTimes.LATER).estimate().value()).isEqualTo(1);
    assertThat(found.get(PermutedTimes.GAIN).estimate().low()).isGreaterThan(0.3);
  }

  @Test
  void whatReadsTheWholeRecordLosesNothing(SparkSession spark) {
    Snapshot snapshot = SIMULATION.snapshot(spark);
    Dataset<Row> ever = snapshot.members().groupBy(SUBJECT_ID).agg(max(LABEL).as("ever"));
    Map<String, Metric> found =
        named(PermutedTimes.control(flagged(snapshot, ever, col("ever").equalTo(1)), 20_000, 1));
    assertThat(found.get(PermutedTimes.EARLIER).estimate().value()).isGreaterThan(0.7);
    assertThat(found.get(PermutedTimes.LOSS).estimate().value()).isCloseTo(0, within(1e-9));
    assertThat(found.get(PermutedTimes.GAIN).estimate().value()).isCloseTo(0, within(1e-9));
  }

  @Test
  void oneIndexTimeEachIsNotAssessable(SparkSession spark) {
    assertThat(PermutedTimes.control(Simulation.of(90, 1, 3).snapshot(spark), 20_000, 1))
        .hasSize(4)
        .allMatch(
            metric ->
                metric
                    .estimate()
                    .method()
                    .startsWith("not assessable: a split has fewer than 10 outcomes"));
  }

  /** The snapshot with one covariate, which is 1 where {@code flagged} holds. */
  private static Snapshot flagged(Snapshot snapshot, Dataset<Row> known, Column flagged) {
    Dataset<Row> matrix =
        snapshot
            .matrix()
            .join(known, SUBJECT_ID)
            .withColumn(INDICES, when(flagged, array(lit(0))).otherwise(array().cast("array<int>")))
            .withColumn(
                VALUES, when(flagged, array(lit(1.0))).otherwise(array().cast("array<double>")));
    return new Snapshot(snapshot.task(), snapshot.members(), matrix, snapshot.reference());
  }

  private static List<String> exchanged(Dataset<Row> rows, boolean earlier) {
    return PermutedTimes.exchanged(PermutedTimes.moved(rows, earlier))
        .orderBy(SUBJECT_ID, INDEX_TIME)
        .select(col(SUBJECT_ID), col(INDEX_TIME), col(FEATURES))
        .collectAsList()
        .stream()
        .map(row -> own(row) + " " + row.getString(2))
        .toList();
  }

  private static String own(Row row) {
    return row.getLong(0) + "/" + row.getTimestamp(1).getTime() / 1000;
  }

  private static Map<String, Metric> named(List<Metric> metrics) {
    return metrics.stream().collect(Collectors.toMap(Metric::name, Function.identity()));
  }
}
