package org.medley.jobs.effect;

import static org.apache.spark.sql.functions.approx_count_distinct;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.jobs.evaluate.Cells;
import org.medley.jobs.evaluate.TableFile;

/**
 * Columns by which people are grouped.
 *
 * @param names of them
 */
record GroupColumns(List<String> names) {
  private static final String PREFIX = "group-";

  /** The cells, under names of their own, since a column may be a covariate as well. */
  List<Column> cells() {
    return IntStream.range(0, names.size())
        .mapToObj(g -> Cells.group(names.get(g)).as(PREFIX + g))
        .toList();
  }

  /** The values of a row, from these cells. */
  Column values() {
    return array(aliases().toArray(Column[]::new));
  }

  private List<Column> aliases() {
    return IntStream.range(0, names.size()).mapToObj(g -> col("`" + PREFIX + g + "`")).toList();
  }

  /**
   * Refuses columns of more values than people would read. One action where there are groups.
   *
   * @throws org.medley.jobs.error.MedleyException with exit code 65
   */
  void refuse(Dataset<Row> texts, String file) {
    if (names.isEmpty()) {
      return;
    }
    List<Column> counts = new ArrayList<>();
    aliases().forEach(alias -> counts.add(approx_count_distinct(alias)));
    Row found =
        texts.agg(counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new)).first();
    List<String> many =
        IntStream.range(0, names.size())
            .filter(g -> found.getLong(g) > Encodings.MOST_LEVELS)
            .mapToObj(names::get)
            .toList();
    if (!many.isEmpty()) {
      throw TableFile.rejected(
          "%s: column %s has more than %d values, too many for groups"
              .formatted(file, String.join(", ", many), Encodings.MOST_LEVELS),
          "name columns of few values with --group, such as bands of age");
    }
  }
}
