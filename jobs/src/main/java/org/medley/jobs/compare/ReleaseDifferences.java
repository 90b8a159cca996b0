package org.medley.jobs.compare;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.medley.features.contract.TableContract;
import org.medley.jobs.control.Release;
import org.medley.jobs.lake.Lake;

/**
 * Compares the pinned tables of two releases by key: one shuffle per table that differs, none for
 * the others. Model outputs are judged within a tolerance, since sums may be taken in another order
 * on another machine.
 */
public final class ReleaseDifferences {
  private static final String BEFORE = "before";
  private static final String AFTER = "after";
  private static final String HERE = "here";
  private static final String TIMES = "times";

  private final Lake lake;
  private final Sameness sameness;
  private final Set<String> ignored;

  /**
   * Differences within {@code sameness} in a lake.
   *
   * @param ignored columns, of whatever table, that are not compared, such as a logical date that
   *     differs in every row; columns of a key always are
   */
  public ReleaseDifferences(Lake lake, Sameness sameness, Set<String> ignored) {
    this.lake = lake;
    this.sameness = sameness;
    this.ignored = Set.copyOf(ignored);
  }

  /** How {@code table} differs between the releases. */
  public TableDifference of(TableContract table, Release older, Release newer) {
    long before = Sides.rows(older, table);
    long after = Sides.rows(newer, table);
    if (Sides.areOne(table, older, newer)) {
      return new TableDifference(table.name(), before, after, 0, 0, 0, Map.of());
    }
    Sides sides = Sides.of(lake, table, older, newer);
    return table.key().isEmpty()
        ? whole(table, sides, before, after)
        : byKey(table, sides, before, after);
  }

  private TableDifference byKey(TableContract table, Sides sides, long before, long after) {
    Set<String> key = new LinkedHashSet<>(table.key());
    table.slice().ifPresent(key::add);
    List<StructField> compared =
        Arrays.stream(table.schema().fields())
            .filter(field -> !key.contains(field.name()) && !ignored.contains(field.name()))
            .toList();
    List<Column> counts = new ArrayList<>();
    counts.add(count_if(side(BEFORE, HERE).isNull()));
    counts.add(count_if(side(AFTER, HERE).isNull()));
    Column both = side(BEFORE, HERE).isNotNull().and(side(AFTER, HERE).isNotNull());
    Column differs = lit(false);
    for (StructField field : compared) {
      Column same =
          sameness.of(side(BEFORE, field.name()), side(AFTER, field.name()), field.dataType());
      differs = differs.or(not(same));
      counts.add(count_if(both.and(not(same))));
    }
    counts.add(2, count_if(both.and(differs)));
    Row row = joined(sides, key).agg(counts.get(0), rest(counts)).first();
    Map<String, Long> columns = new LinkedHashMap<>();
    for (int i = 0; i < compared.size(); i++) {
      if (row.getLong(i + 3) > 0) {
        columns.put(compared.get(i).name(), row.getLong(i + 3));
      }
    }
    return new TableDifference(
        table.name(), before, after, row.getLong(0), row.getLong(1), row.getLong(2), columns);
  }

  /** Without a key a row is all of its values, as often as it is there. */
  private TableDifference whole(TableContract table, Sides sides, long before, long after) {
    List<String> compared =
        Arrays.stream(table.schema().fieldNames()).filter(name -> !ignored.contains(name)).toList();
    Column[] columns = compared.stream().map(name -> col(name)).toArray(Column[]::new);
    Sides counted =
        new Sides(
            sides.before().groupBy(columns).agg(sum(lit(1L)).as(TIMES)),
            sides.after().groupBy(columns).agg(sum(lit(1L)).as(TIMES)));
    Column more =
        coalesce(side(AFTER, TIMES), lit(0L)).minus(coalesce(side(BEFORE, TIMES), lit(0L)));
    Row row =
        joined(counted, compared)
            .agg(
                coalesce(sum(when(more.gt(0), more)), lit(0L)),
                coalesce(sum(when(more.lt(0), more.multiply(-1))), lit(0L)))
            .first();
    return new TableDifference(
        table.name(), before, after, row.getLong(0), row.getLong(1), 0, Map.of());
  }

  private static Dataset<Row> joined(Sides sides, Iterable<String> key) {
    Column equal = lit(true);
    for (String name : key) {
      equal = equal.and(side(BEFORE, name).eqNullSafe(side(AFTER, name)));
    }
    return sides
        .before()
        .withColumn(HERE, lit(true))
        .as(BEFORE)
        .join(sides.after().withColumn(HERE, lit(true)).as(AFTER), equal, "full_outer");
  }

  private static Column[] rest(List<Column> columns) {
    return columns.subList(1, columns.size()).toArray(Column[]::new);
  }

  private static Column side(String side, String column) {
    return col(side + ".`" + column + "`");
  }
}
