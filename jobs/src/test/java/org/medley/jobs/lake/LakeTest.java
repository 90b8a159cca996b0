package org.medley.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.tables.DeltaTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.TableContract;
import org.medley.features.testing.SparkTest;

@SparkTest
class LakeTest {
  private static final TableContract TABLE =
      TableContract.table("test.facts", "one row per fact")
          .required("source", DataTypes.StringType, "the source")
          .required("fact", DataTypes.LongType, "the fact")
          .slicedBy("source")
          .build();

  @Test
  void aSliceIsReplacedAndTheOthersStay(SparkSession spark, @TempDir Path folder) {
    Lake lake = new Lake(spark, folder.toString());
    Output a1 = lake.replace(TABLE, "a", rows(spark, "a", 1, 2), ticket("a", 1, "K1"));
    Output b1 = lake.replace(TABLE, "b", rows(spark, "b", 3), ticket("b", 1, "K2"));
    Output a2 = lake.replace(TABLE, "a", rows(spark, "a", 9), ticket("a", 2, "K3"));

    assertThat(facts(lake, a1)).containsExactly(1L, 2L);
    assertThat(facts(lake, b1)).containsExactly(3L);
    assertThat(facts(lake, a2)).containsExactly(9L);
    assertThat(List.of(a1.rows(), b1.rows(), a2.rows())).containsExactly(2L, 1L, 1L);
  }

  @Test
  void aWriteThatLandedBeforeACrashIsFoundAndNotRepeated(SparkSession spark, @TempDir Path folder) {
    Lake lake = new Lake(spark, folder.toString());
    Output landed = lake.replace(TABLE, "a", rows(spark, "a", 1), ticket("a", 1, "K1"));
    Ticket again = new Ticket("medley/test.facts/a", 1, "K1", true);

    assertThat(lake.replace(TABLE, "a", rows(spark, "a", 1), again)).isEqualTo(landed);
    assertThat(commits(spark, lake)).isEqualTo(2);
  }

  @Test
  void aWriteThatDidNotLandBeforeACrashIsDone(SparkSession spark, @TempDir Path folder) {
    Lake lake = new Lake(spark, folder.toString());
    lake.replace(TABLE, "a", rows(spark, "a", 1), ticket("a", 1, "K1"));
    Ticket again = new Ticket("medley/test.facts/a", 2, "K2", true);

    Output output = lake.replace(TABLE, "a", rows(spark, "a", 5), again);

    assertThat(facts(lake, output)).containsExactly(5L);
  }

  @Test
  void aReaderOfARecordedVersionDoesNotSeeLaterWrites(SparkSession spark, @TempDir Path folder) {
    Lake lake = new Lake(spark, folder.toString());
    Output before = lake.replace(TABLE, "a", rows(spark, "a", 1), ticket("a", 1, "K1"));
    lake.replace(TABLE, "a", rows(spark, "a", 2), ticket("a", 2, "K2"));

    assertThat(facts(lake, before)).containsExactly(1L);
  }

  @Test
  void aChangeRemovesAndAddsInOneCommitAndIsNotRepeated(SparkSession spark, @TempDir Path folder) {
    Lake lake = new Lake(spark, folder.toString());
    Output base = lake.replace(TABLE, "a", rows(spark, "a", 1, 2, 3), ticket("a", 1, "K1"));
    Output other = lake.replace(TABLE, "b", rows(spark, "b", 2), ticket("b", 1, "K2"));
    Optional<Dataset<Row>> removed = Optional.of(rows(spark, "a", 2, 7).select("fact"));

    Output changed =
        lake.change(TABLE, base, removed, rows(spark, "a", 9, 8), ticket("a", 2, "K3"));
    assertThat(facts(lake, changed)).containsExactly(1L, 3L, 8L, 9L);
    assertThat(facts(lake, new Output(other.table(), "b", changed.version(), 1)))
        .containsExactly(2L);
    assertThat(changed.rows()).isEqualTo(4);
    assertThat(changed.version()).isEqualTo(other.version() + 1);

    Ticket again = new Ticket("medley/test.facts/a", 2, "K3", true);
    assertThat(lake.change(TABLE, base, removed, rows(spark, "a", 9, 8), again)).isEqualTo(changed);
    Output appended =
        lake.change(TABLE, changed, Optional.empty(), rows(spark, "a", 4), ticket("a", 3, "K4"));
    assertThat(facts(lake, appended)).containsExactly(1L, 3L, 4L, 8L, 9L);
    assertThat(appended.rows()).isEqualTo(5);
  }

  @Test
  void aChangeStartsFromItsBaseAlsoWhereAnUnfinishedWriteCameAfterIt(
      SparkSession spark, @TempDir Path folder) {
    Lake lake = new Lake(spark, folder.toString());
    Output base = lake.replace(TABLE, "a", rows(spark, "a", 1, 2), ticket("a", 1, "K1"));
    lake.replace(TABLE, "a", rows(spark, "a", 100), ticket("a", 2, "unfinished"));

    Output changed =
        lake.change(
            TABLE,
            base,
            Optional.of(rows(spark, "a", 2).select("fact")),
            rows(spark, "a", 3),
            ticket("a", 3, "K3"));

    assertThat(facts(lake, changed)).containsExactly(1L, 3L);
    assertThat(changed.rows()).isEqualTo(2);
  }

  private static Ticket ticket(String slice, long version, String key) {
    return new Ticket("medley/test.facts/" + slice, version, key, false);
  }

  private static Dataset<Row> rows(SparkSession spark, String source, long... facts) {
    List<Row> rows =
        java.util.Arrays.stream(facts).mapToObj(fact -> RowFactory.create(source, fact)).toList();
    return spark.createDataFrame(rows, TABLE.schema());
  }

  private static List<Long> facts(Lake lake, Output output) {
    return lake.read(TABLE, output).orderBy("fact").collectAsList().stream()
        .map(row -> row.getLong(1))
        .toList();
  }

  private static long commits(SparkSession spark, Lake lake) {
    return DeltaTable.forPath(spark, lake.path(TABLE)).history().count();
  }
}
