package org.medley.jobs.evaluate;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Rows of predictions on the driver, as columns in the order of the file. */
final class Columns {
  private final List<Row> rows;

  /** Collects {@code rows}; one action. */
  Columns(Dataset<Row> rows) {
    this.rows = rows.orderBy(col(PredictionColumns.ROW)).collectAsList();
  }

  int size() {
    return rows.size();
  }

  boolean has(String name) {
    return Arrays.asList(rows.get(0).schema().fieldNames()).contains(name);
  }

  double[] numbers(String name) {
    int at = rows.get(0).fieldIndex(name);
    return rows.stream().mapToDouble(row -> row.getDouble(at)).toArray();
  }

  /** The numbers of a column that may be absent: then {@code instead} everywhere. */
  double[] numbersOr(String name, double instead) {
    if (has(name)) {
      return numbers(name);
    }
    double[] all = new double[size()];
    Arrays.fill(all, instead);
    return all;
  }

  /** Who each row belongs to; each row is a subject of its own where the file does not say. */
  long[] subjects() {
    String name =
        has(PredictionColumns.SUBJECT) ? PredictionColumns.SUBJECT : PredictionColumns.ROW;
    int at = rows.get(0).fieldIndex(name);
    return rows.stream().mapToLong(row -> row.getLong(at)).toArray();
  }

  /** Groupings by name: each column, and of two or more all of them together. */
  Map<String, List<String>> groupings(List<String> names) {
    Map<String, List<String>> groupings = new LinkedHashMap<>();
    for (int g = 0; g < names.size(); g++) {
      int at = rows.get(0).fieldIndex(PredictionColumns.GROUP + g);
      List<String> values = new ArrayList<>();
      rows.forEach(row -> values.add(row.getString(at)));
      groupings.put(names.get(g), values);
    }
    if (names.size() > 1) {
      List<List<String>> each = List.copyOf(groupings.values());
      List<String> together = new ArrayList<>();
      for (int i = 0; i < size(); i++) {
        together.add(together(each, i));
      }
      groupings.put(String.join(" & ", names), together);
    }
    return groupings;
  }

  private static String together(List<List<String>> each, int i) {
    List<String> values = new ArrayList<>();
    for (List<String> column : each) {
      if (column.get(i) == null) {
        return null;
      }
      values.add(column.get(i));
    }
    return String.join(" & ", values);
  }
}
