package org.medley.jobs.compare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.contract.TableContract;
import org.medley.jobs.control.Release;
import org.medley.jobs.lake.Lake;
import org.medley.jobs.lake.Output;

/**
 * The rows of one table in two releases, as far as they can differ: of a slice that both pin, only
 * rows of files that the other does not have, so that work grows with the change.
 *
 * @param before rows of the older release
 * @param after rows of the newer release
 */
record Sides(Dataset<Row> before, Dataset<Row> after) {

  static Sides of(Lake lake, TableContract table, Release older, Release newer) {
    Map<String, Output> before = pins(older, table);
    Map<String, Output> after = pins(newer, table);
    Dataset<Row> left = lake.empty(table);
    Dataset<Row> right = lake.empty(table);
    TreeSet<String> slices = new TreeSet<>(before.keySet());
    slices.addAll(after.keySet());
    for (String slice : slices) {
      Output one = before.get(slice);
      Output other = after.get(slice);
      if (one != null && other != null) {
        if (one.version() != other.version()) {
          left = left.union(contracted(table, lake.readApart(table, one, other)));
          right = right.union(contracted(table, lake.readApart(table, other, one)));
        }
      } else if (one != null) {
        left = left.union(contracted(table, lake.read(table, one)));
      } else {
        right = right.union(contracted(table, lake.read(table, other)));
      }
    }
    return new Sides(left, right);
  }

  /** Rows of {@code table} in {@code release}, as it counted them. */
  static long rows(Release release, TableContract table) {
    return pins(release, table).values().stream().mapToLong(Output::rows).sum();
  }

  /** Whether both releases pin the very same slices, so that there is nothing to look at. */
  static boolean areOne(TableContract table, Release older, Release newer) {
    return pins(older, table).equals(pins(newer, table));
  }

  private static Map<String, Output> pins(Release release, TableContract table) {
    Map<String, Output> pins = new LinkedHashMap<>();
    release.pins().stream()
        .filter(pin -> pin.table().equals(table.name()))
        .forEach(pin -> pins.put(pin.slice(), pin));
    return pins;
  }

  /** An older version of the table may lack columns that the contract gained since. */
  private static Dataset<Row> contracted(TableContract table, Dataset<Row> rows) {
    List<String> found = Arrays.asList(rows.columns());
    return rows.select(
        Arrays.stream(table.schema().fields())
            .map(
                field ->
                    found.contains(field.name())
                        ? col(field.name())
                        : lit(null).cast(field.dataType()).as(field.name()))
            .toArray(Column[]::new));
  }
}
