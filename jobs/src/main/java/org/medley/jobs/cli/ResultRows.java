package org.medley.jobs.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.medley.jobs.cli.console.Column;
import org.medley.jobs.cli.console.Rows;
import scala.jdk.javaapi.CollectionConverters;

/** Fetches the rows of a query for people. */
public final class ResultRows {
  private ResultRows() {}

  /** At most {@code most} rows of {@code result}, and how many there are. One or two actions. */
  public static Rows of(Dataset<Row> result, int most) {
    List<Column> columns = columns(result.schema().fields());
    List<Row> fetched = result.takeAsList(most);
    long total = fetched.size() < most ? fetched.size() : result.count();
    return new Rows(columns, fetched.stream().map(ResultRows::cells).toList(), total);
  }

  private static List<Column> columns(StructField[] fields) {
    return Arrays.stream(fields)
        .map(field -> new Column(field.name(), field.dataType().simpleString()))
        .toList();
  }

  private static List<Object> cells(Row row) {
    List<Object> cells = new ArrayList<>();
    for (int i = 0; i < row.length(); i++) {
      cells.add(cell(row.get(i)));
    }
    return cells;
  }

  private static Object cell(Object value) {
    if (value instanceof Row row) {
      return new Rows(columns(row.schema().fields()), List.of(cells(row)), 1);
    }
    if (value instanceof scala.collection.Seq<?> sequence) {
      return CollectionConverters.asJava(sequence).stream().map(ResultRows::cell).toList();
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      return CollectionConverters.asJava(map);
    }
    return value;
  }
}
