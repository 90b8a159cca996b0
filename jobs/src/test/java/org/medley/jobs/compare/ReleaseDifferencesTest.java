package org.medley.jobs.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medley.features.contract.TableContract;
import org.medley.features.testing.SparkTest;
import org.medley.jobs.control.Release;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.Output;
import org.medley.jobs.lake.Ticket;

@SparkTest
class ReleaseDifferencesTest {
  private static final TableContract KEYED =
      TableContract.table("test.keyed", "one row per task and id")
          .required("task", DataTypes.StringType, "slice")
          .required("id", DataTypes.LongType, "key")
          .optional("value", DataTypes.DoubleType, "a number")
          .optional("word", DataTypes.StringType, "a text")
          .optional("list", DataTypes.createArrayType(DataTypes.DoubleType), "numbers")
          .key("task", "id")
          .slicedBy("task")
          .build();
  private static final TableContract BAG =
      TableContract.table("test.bag", "one row per word")
          .required("word", DataTypes.StringType, "")
          .build();

  private int version;

  @Test
  void countsOfRandomTablesAreThoseOfALoop(SparkSession spark, @TempDir Path folder) {
    Lake lake = new Lake(spark, folder.toString());
    Random random = new Random(7);
    Map<Long, Row> before = new HashMap<>();
    Map<Long, Row> after = new HashMap<>();
    for (long id = 0; id < 300; id++) {
      Row row = row("a", id, random);
      int fate = random.nextInt(4);
      if (fate != 0) {
        before.put(id, row);
      }
      if (fate != 1) {
        after.put(id, fate == 2 && before.containsKey(id) ? row("a", id, random) : row);
      }
    }
    Output one = write(spark, lake, KEYED, "a", before.values());
    Output untouched = write(spark, lake, KEYED, "b", List.of(row("b", 1, random)));
    Output two = write(spark, lake, KEYED, "a", after.values());

    TableDifference found =
        new ReleaseDifferences(lake, new Sameness(1e-9), Set.of())
            .of(KEYED, release("R1", one, untouched), release("R2", two, untouched));

    assertThat(found).isEqualTo(loop(before, after));
    assertThat(found.changed()).isPositive();
    assertThat(found.columns()).containsKeys("value", "word", "list");
  }

  @Test
  void floatingPointIsComparedWithinTheToleranceAndSpecialValuesWithThemselves(
      SparkSession spark, @TempDir Path folder) {
    Lake lake = new Lake(spark, folder.toString());
    double[] values = {1.0, 1.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NaN, 0.0, 1e300};
    double[] others = {1.0 + 1e-12, 1.0 + 1e-6, Double.NaN, 1.0, 1.0, -0.0, 1e300 * (1 + 1e-12)};
    List<Row> before = new ArrayList<>();
    List<Row> after = new ArrayList<>();
    for (int id = 0; id < values.length; id++) {
      before.add(RowFactory.create("a", (long) id, values[id], null, List.of(values[id])));
      after.add(RowFactory.create("a", (long) id, others[id], null, List.of(others[id])));
    }
    Output one = write(spark, lake, KEYED, "a", before);
    Output two = write(spark, lake, KEYED, "a", after);

    assertThat(changed(lake, 1e-9, Set.of(), one, two)).isEqualTo(3);
    assertThat(changed(lake, 1e-3, Set.of(), one, two)).isEqualTo(2);
    assertThat(changed(lake, 0, Set.of(), one, two)).isEqualTo(5);
    assertThat(changed(lake, 1e-9, Set.of("value", "list"), one, two)).isZero();
  }

  @Test
  void withoutAKeyEveryRowCountsAsOftenAsItIsThere(SparkSession spark, @TempDir Path folder) {
    Lake lake = new Lake(spark, folder.toString());
    Output one = write(spark, lake, BAG, Output.ALL, words("x", "x", "x", "y"));
    Output two = write(spark, lake, BAG, Output.ALL, words("x", "z", "z"));

    TableDifference found =
        new ReleaseDifferences(lake, new Sameness(0), Set.of())
            .of(BAG, release("R1", one), release("R2", two));

    assertThat(found).isEqualTo(new TableDifference("test.bag", 4, 3, 2, 3, 0, Map.of()));
  }

  private static long changed(
      Lake lake, double tolerance, Set<String> ignored, Output one, Output two) {
    return new ReleaseDifferences(lake, new Sameness(tolerance), ignored)
        .of(KEYED, release("R1", one), release("R2", two))
        .changed();
  }

  private static TableDifference loop(Map<Long, Row> before, Map<Long, Row> after) {
    long added = after.keySet().stream().filter(id -> !before.containsKey(id)).count();
    long removed = before.keySet().stream().filter(id -> !after.containsKey(id)).count();
    long changed = 0;
    Map<String, Long> columns = new HashMap<>();
    for (Long id : before.keySet()) {
      boolean differs = false;
      for (int i = 2; after.containsKey(id) && i < 5; i++) {
        if (!java.util.Objects.equals(before.get(id).get(i), after.get(id).get(i))) {
          columns.merge(KEYED.schema().fieldNames()[i], 1L, Long::sum);
          differs = true;
        }
      }
      changed += differs ? 1 : 0;
    }
    // The slice that no release changed counts as rows of both.
    return new TableDifference(
        "test.keyed", before.size() + 1, after.size() + 1, added, removed, changed, columns);
  }

  private static Row row(String task, long id, Random random) {
    return RowFactory.create(
        task,
        id,
        random.nextInt(3) == 0 ? null : (double) random.nextInt(4),
        random.nextInt(3) == 0 ? null : "w" + random.nextInt(3),
        random.nextInt(3) == 0 ? null : Arrays.asList(1.0, random.nextBoolean() ? null : 2.0));
  }

  private static List<Row> words(String... words) {
    return Arrays.stream(words).map(RowFactory::create).toList();
  }

  private Output write(
      SparkSession spark,
      Lake lake,
      TableContract table,
      String slice,
      java.util.Collection<Row> rows) {
    version++;
    Dataset<Row> written = spark.createDataFrame(new ArrayList<>(rows), table.schema());
    return lake.replace(
        table, slice, written, new Ticket("t/" + slice, version, "k" + version, false));
  }

  private static Release release(String id, Output... pins) {
    return new Release(id, "2024-06-01", "", List.of(pins), Map.of(), Map.of(), List.of());
  }
}
