package org.medley.jobs.effect;

import static org.apache.spark.sql.functions.approx_count_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.percentile_approx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.jobs.effect.Encoding.Kind;
import org.medley.jobs.evaluate.Cells;

/** Finds out how columns of texts become covariates. */
final class Encodings {
  /** A column with more different texts than this is no category. */
  static final int MOST_LEVELS = 50;

  private static final int ACCURACY = 10_000;
  private static final int PER_COLUMN = 4;

  private Encodings() {}

  /** Of {@code columns}, alias to name, in their order. Two actions. */
  static List<Encoding> of(Dataset<Row> texts, Map<String, String> columns, long rows) {
    List<Column> profile = new ArrayList<>();
    for (String alias : columns.keySet()) {
      Column number = Cells.number(col(alias));
      profile.add(count(col(alias)));
      profile.add(count(number));
      profile.add(percentile_approx(number, lit(0.5), lit(ACCURACY)));
      profile.add(approx_count_distinct(col(alias)));
    }
    Row found = aggregated(texts, profile);
    Map<String, List<String>> levels = levels(texts, columns, found);
    List<Encoding> encodings = new ArrayList<>();
    int at = 0;
    for (Map.Entry<String, String> column : columns.entrySet()) {
      long known = found.getLong(at);
      long numbers = found.getLong(at + 1);
      long missing = rows - known;
      String name = column.getValue();
      if (known > 0 && numbers == known) {
        encodings.add(new Encoding(name, Kind.NUMBER, missing, found.getDouble(at + 2), List.of()));
      } else {
        List<String> texted = levels.getOrDefault(column.getKey(), List.of());
        boolean usable = texted.size() > 1 || (texted.size() == 1 && missing > 0);
        Kind kind = usable && texted.size() <= MOST_LEVELS ? Kind.CATEGORY : Kind.LEFT_OUT;
        encodings.add(new Encoding(name, kind, missing, Double.NaN, texted));
      }
      at += PER_COLUMN;
    }
    return encodings;
  }

  /** The texts of the columns that are not numbers and have few, sorted. */
  private static Map<String, List<String>> levels(
      Dataset<Row> texts, Map<String, String> columns, Row found) {
    List<String> few = new ArrayList<>();
    int at = 0;
    for (String alias : columns.keySet()) {
      boolean text = found.getLong(at + 1) < found.getLong(at);
      if (text && found.getLong(at + 3) <= 2 * MOST_LEVELS) {
        few.add(alias);
      }
      at += PER_COLUMN;
    }
    Map<String, List<String>> levels = new LinkedHashMap<>();
    if (!few.isEmpty()) {
      Row sets = aggregated(texts, few.stream().map(alias -> collect_set(col(alias))).toList());
      for (int c = 0; c < few.size(); c++) {
        List<String> sorted = new ArrayList<>(sets.<String>getList(c));
        sorted.sort(null);
        levels.put(few.get(c), sorted);
      }
    }
    return levels;
  }

  private static Row aggregated(Dataset<Row> rows, List<Column> columns) {
    return rows.agg(columns.get(0), columns.subList(1, columns.size()).toArray(Column[]::new))
        .first();
  }
}
