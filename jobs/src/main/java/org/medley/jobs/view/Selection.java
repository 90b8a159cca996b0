package org.medley.jobs.view;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * The rows that a select gives for one focus: the product of columns that have one value and of
 * arrays of structs.
 *
 * @param names all columns, in order
 * @param columns columns with one value, named
 * @param arrays arrays of structs, with the names of their fields
 */
record Selection(List<String> names, List<Column> columns, List<Rows> arrays) {
  /**
   * Several rows.
   *
   * @param column array of structs
   * @param names fields of the structs
   */
  record Rows(Column column, List<String> names) {}

  Selection {
    names = List.copyOf(names);
    columns = List.copyOf(columns);
    arrays = List.copyOf(arrays);
  }

  static Selection ofRows(Rows rows) {
    return new Selection(rows.names(), List.of(), List.of(rows));
  }

  /** All combinations with {@code other}. */
  Selection times(Selection other) {
    return new Selection(
        joined(names, other.names), joined(columns, other.columns), joined(arrays, other.arrays));
  }

  /** As one array of structs, whose fields stand in the order of {@code order}. */
  Rows rows(List<String> order) {
    return new Rows(product(0, columns, order), order);
  }

  private Column product(int at, List<Column> fixed, List<String> order) {
    if (at == arrays.size()) {
      Column whole = struct(fixed.toArray(Column[]::new));
      return array(ordered(whole, order));
    }
    Rows rows = arrays.get(at);
    boolean last = at + 1 == arrays.size();
    Column each =
        transform(
            rows.column(),
            row -> {
              List<Column> all = new ArrayList<>(fixed);
              rows.names().forEach(name -> all.add(row.getField(name).as(name)));
              return last
                  ? ordered(struct(all.toArray(Column[]::new)), order)
                  : product(at + 1, all, order);
            });
    return last ? each : flatten(each);
  }

  private static Column ordered(Column whole, List<String> order) {
    return struct(order.stream().map(name -> whole.getField(name).as(name)).toArray(Column[]::new));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
