package org.medley.jobs.view;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.spark.sql.Column;

/**
 * The rows that a select gives for one focus: the product of columns that have one value and of
 * arrays of structs.
 *
 * @param outputs all columns, in order
 * @param columns columns with one value, named
 * @param arrays arrays of structs, with the names of their fields
 */
record Selection(List<Output> outputs, List<Column> columns, List<Rows> arrays) {
  /**
   * Several rows.
   *
   * @param column array of structs
   * @param names fields of the structs
   * @param elements what they are made of, where each element of an array gives one row
   */
  record Rows(Column column, List<String> names, Optional<Elements> elements) {}

  /**
   * Elements that give one row each.
   *
   * @param array the elements, none of which is null
   * @param columns the columns of the row of an element, given that and its number, from 0
   */
  record Elements(Column array, BiFunction<Column, Column, List<Column>> columns) {}

  Selection {
    outputs = List.copyOf(outputs);
    columns = List.copyOf(columns);
    arrays = List.copyOf(arrays);
  }

  static Selection ofRows(Column rows, List<Output> outputs) {
    return new Selection(
        outputs, List.of(), List.of(new Rows(rows, names(outputs), Optional.empty())));
  }

  static Selection ofElements(Column rows, List<Output> outputs, Elements elements) {
    return new Selection(
        outputs, List.of(), List.of(new Rows(rows, names(outputs), Optional.of(elements))));
  }

  /** The names of all columns, in order. */
  List<String> names() {
    return names(outputs);
  }

  /** All combinations with {@code other}. */
  Selection times(Selection other) {
    return new Selection(
        joined(outputs, other.outputs),
        joined(columns, other.columns),
        joined(arrays, other.arrays));
  }

  /** As one array of structs, whose fields have the order and the types of {@code order}. */
  Column rows(List<Output> order) {
    return product(0, columns, order);
  }

  private Column product(int at, List<Column> fixed, List<Output> order) {
    if (at == arrays.size()) {
      return array(ordered(fixed, order));
    }
    Rows rows = arrays.get(at);
    boolean last = at + 1 == arrays.size();
    Column each =
        transform(
            rows.column(),
            row -> {
              List<Column> all = new ArrayList<>(fixed);
              rows.names().forEach(name -> all.add(row.getField(name).as(name)));
              return last ? ordered(all, order) : product(at + 1, all, order);
            });
    return last ? each : flatten(each);
  }

  private static Column ordered(List<Column> fields, List<Output> order) {
    Column whole = struct(fields.toArray(Column[]::new));
    return struct(
        order.stream()
            .map(output -> whole.getField(output.name()).cast(output.type()).as(output.name()))
            .toArray(Column[]::new));
  }

  private static List<String> names(List<Output> outputs) {
    return outputs.stream().map(Output::name).toList();
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
