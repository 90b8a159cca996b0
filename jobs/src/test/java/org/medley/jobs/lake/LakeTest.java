package org.medley.jobs.lake;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.FileUtils;
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
  void aCopyOfALakeIsALakeOfItsOwn(SparkSession spark, @TempDir Path folder) throws IOException {
    Lake lake = new Lake(spark, folder.resolve("one").toString());
    lake.replace(TABLE, "a", rows(spark, "a", 1), ticket("a", 1, "K1"));
    FileUtils.copyDirectory(folder.resolve("one").toFile(), folder.resolve("two").toFile());
    Lake copy = new Lake(spark, folder.resolve("two").toString());

    Output one = lake.replace(TABLE, "a", rows(spark, "a", 2), ticket("a", 2, "K2"));
    Output other = copy.replace(TABLE, "a", rows(spark, "a", 3), ticket("a", 2, "K3"));

    assertThat(one.version()).isEqualTo(other.version());
    assertThat(facts(lake, one)).containsExactly(2L);
    assertThat(facts(copy, other)).containsExactly(3L);
  }

  @Test
  void rowsGoAndComeInTwoCommitsThatAreNotRepeated(SparkSession spark, @TempDir Path folder) {
    Lake lake = new Lake(spark, folder.toString());
    Output base = lake.replace(TABLE, "a", rows(spark, "a", 1, 2, 3), ticket("a", 1, "K1"));
    Output other = lake.replace(TABLE, "b", rows(spark, "b", 2), ticket("b", 1, "K2"));
    Dataset<Row> removed = rows(spark, "a", 2, 7).select("fact");
    Ticket ticket = ticket("a", 2, "K3");

    Output less = lake.remove(TABLE, base, removed, ticket);
    Output changed = lake.append(TABLE, less, rows(spark, "a", 9, 8), ticket.part(2));
    assertThat(facts(lake, less)).containsExactly(1L, 3L);
    assertThat(facts(lake, changed)).containsExactly(1L, 3L, 8L, 9L);
    assertThat(facts(lake, new Output(other.table(), "b", changed.version(), 1)))
        .containsExactly(2L);
    assertThat(List.of(less.rows(), changed.rows())).containsExactly(2L, 4L);
    assertThat(changed.version()).isEqualTo(other.version() + 2);

    Ticket again = new Ticket("medley/test.facts/a", 2, "K3", true);
    assertThat(lake.remove(TABLE, base, removed, again)).isEqualTo(less);
    assertThat(lake.append(TABLE, less, rows(spark, "a", 9, 8), again.part(2))).isEqualTo(changed);
    assertThat(facts(lake, changed)).containsExactly(1L, 3L, 8L, 9L);
  }

  @Test
  void removingWhatIsNotThereLeavesTheTableAsItIs(SparkSession spark, @TempDir Path folder) {
    Lake lake = new Lake(spark, folder.toString());
    Output base = lake.replace(TABLE, "a", rows(spark, "a", 1), ticket("a", 1, "K1"));
    lake.replace(TABLE, "b", rows(spark, "b", 2), ticket("b", 1, "K2"));

    Dataset<Row> foreign = rows(spark, "a", 2).select("fact");
    assertThat(lake.remove(TABLE, base, foreign, ticket("a", 2, "K3"))).isEqualTo(base);
  }

  @Test
  void changesStartFromTheirBaseAlsoWhereAnUnfinishedWriteCameAfterIt(
      SparkSession spark, @TempDir Path folder) {
    Lake lake = new Lake(spark, folder.toString());
    Output base = lake.replace(TABLE, "a", rows(spark, "a", 1, 2), ticket("a", 1, "K1"));
    lake.replace(TABLE, "a", rows(spark, "a", 100), ticket("a", 2, "unfinished"));

    Dataset<Row> removed = rows(spark, "a", 2).select("fact");
    Output less = lake.remove(TABLE, base, removed, ticket("a", 3, "K3"));
    assertThat(facts(lake, less)).containsExactly(1L);
    lake.append(TABLE, less, rows(spark, "a", 200), ticket("a", 4, "unfinished too"));
    Output more = lake.append(TABLE, less, rows(spark, "a", 3), ticket("a", 5, "K5"));
    assertThat(facts(lake, more)).containsExactly(1L, 3L);
    assertThat(more.rows()).isEqualTo(2);
  }

  @Test
  void whatIsWithdrawnIsAsIfItHadNeverBeenWritten(SparkSession spark, @TempDir Path folder) {
    Lake lake = new Lake(spark, folder.toString());
    Output base = lake.replace(TABLE, "a", rows(spark, "a", 1), ticket("a", 1, "K1"));
    lake.append(TABLE, base, rows(spark, "a", 100), ticket("a", 2, "refused"));
    lake.withdraw(TABLE, base);
    Output after = lake.append(TABLE, base, rows(spark, "a", 2), ticket("a", 3, "K3"));

    assertThat(facts(lake, after)).containsExactly(1L, 2L);
    assertThat(after.rows()).isEqualTo(2);
    long appended = spark.read().format("delta").load(lake.path(TABLE)).inputFiles().length;
    assertThat(appended).as("the base was not written again").isEqualTo(2);
  }

  @Test
  void filesThatCannotHoldANumberAreNotRead(SparkSession spark, @TempDir Path folder) {
    Lake lake = new Lake(spark, folder.toString());
    Output first =
        lake.replace(TABLE, "a", rows(spark, "a", 1, 2).coalesce(1), ticket("a", 1, "K"));
    Output both =
        lake.append(TABLE, first, rows(spark, "a", 2, 3).coalesce(1), ticket("a", 2, "K2"));

    Dataset<Row> some = lake.readFrom(TABLE, both, "fact", 3);
    assertThat(some.select("fact").collectAsList())
        .extracting(row -> row.getLong(0))
        .containsExactly(3L);
    assertThat(some.inputFiles()).hasSize(1);
    assertThat(lake.readFrom(TABLE, both, "fact", 2).count()).isEqualTo(3);
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
