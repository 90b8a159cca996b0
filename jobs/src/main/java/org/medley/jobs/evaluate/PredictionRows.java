package org.medley.jobs.evaluate;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;
import static org.medley.jobs.evaluate.PredictionColumns.EVENT;
import static org.medley.jobs.evaluate.PredictionColumns.GROUP;
import static org.medley.jobs.evaluate.PredictionColumns.LABEL;
import static org.medley.jobs.evaluate.PredictionColumns.ROW;
import static org.medley.jobs.evaluate.PredictionColumns.SCORE;
import static org.medley.jobs.evaluate.PredictionColumns.SUBJECT;
import static org.medley.jobs.evaluate.PredictionColumns.TIME;
import static org.medley.jobs.evaluate.PredictionColumns.WEIGHT;
import static org.medley.jobs.evaluate.PredictionsFile.RAGGED;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.medley.models.evaluate.scale.ScoredRows;

/**
 * The usable rows of a file of predictions, cached until closed.
 *
 * @param all rows in the file
 * @param kept rows in which nothing that is needed is missing
 * @param excluded the other rows by the first column that is missing in them
 * @param withoutGroup rows kept that are in no subgroup, by grouping
 * @param rows the rows kept: numbers under the names of {@link PredictionColumns}, {@code row}
 *     ascending, subject a number, groups as text
 */
record PredictionRows(
    long all,
    long kept,
    Map<String, Long> excluded,
    Map<String, Long> withoutGroup,
    Dataset<Row> rows,
    Dataset<Row> cached)
    implements AutoCloseable {
  private static final String TEXT = "text-";
  private static final String BAD = "bad-";
  private static final String FIRST = "first-";
  private static final String GONE = "gone-";
  private static final long PARTS = 1_000_000;

  /**
   * Reads and checks {@code file}. Triggers an action on all rows.
   *
   * @throws org.medley.jobs.error.MedleyException with exit code 65, telling of all columns with
   *     values that cannot be used, or if no row is left
   */
  static PredictionRows read(SparkSession spark, String file, PredictionColumns columns) {
    Dataset<Row> text = PredictionsFile.read(spark, file, columns);
    List<String> names = List.copyOf(columns.named().keySet());
    List<Column> cells = new ArrayList<>(List.of(col(ROW), col(RAGGED)));
    for (String name : names) {
      cells.add(col("`" + name + "`").as(TEXT + name));
      cells.add(value(name, columns).as(name));
    }
    Dataset<Row> cached =
        text.select(cells.toArray(Column[]::new)).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return checked(file, columns, names, cached);
    } catch (RuntimeException e) {
      cached.unpersist();
      throw e;
    }
  }

  @Override
  public void close() {
    cached.unpersist();
  }

  /** About {@code most} of the rows, by a seeded sample of subjects with all rows of each. */
  Dataset<Row> sample(long most, long seed) {
    long parts = PARTS * most / kept;
    return rows.where(pmod(xxhash64(lit(seed), subject()), lit(PARTS)).lt(lit(parts)));
  }

  /** All rows with a binary outcome, for statistics by Spark. */
  ScoredRows scored() {
    Column weight = has(WEIGHT) ? col(WEIGHT) : lit(1.0);
    return new ScoredRows(
        rows.select(
            subject().as(ScoredRows.SUBJECT),
            col(LABEL).as(ScoredRows.LABEL),
            col(SCORE).as(ScoredRows.SCORE),
            weight.as(ScoredRows.WEIGHT)),
        has(SUBJECT));
  }

  private Column subject() {
    return col(has(SUBJECT) ? SUBJECT : ROW);
  }

  private boolean has(String name) {
    return List.of(rows.columns()).contains(name);
  }

  private static Column value(String name, PredictionColumns columns) {
    Column text = col("`" + name + "`");
    return switch (name) {
      case LABEL -> Cells.label(text, columns.positive());
      case EVENT -> Cells.event(text);
      case TIME, WEIGHT -> Cells.positive(text);
      case SUBJECT -> Cells.subject(text);
      default -> name.startsWith(GROUP) ? text : Cells.number(text);
    };
  }

  private static PredictionRows checked(
      String file, PredictionColumns columns, List<String> names, Dataset<Row> cached) {
    List<String> required = columns.required();
    List<Column> counts = new ArrayList<>();
    counts.add(count(lit(1)).as("all"));
    counts.add(count(when(col(RAGGED), 1)).as(RAGGED));
    counts.add(min(when(col(RAGGED), col(ROW))).as(FIRST));
    Column present = lit(true);
    for (String name : names) {
      Column bad = text(name).isNotNull().and(value(name).isNull());
      counts.add(count(when(bad, 1)).as(BAD + name));
      counts.add(min(when(bad, col(ROW))).as(FIRST + name));
      if (required.contains(name)) {
        counts.add(count(when(present.and(text(name).isNull()), 1)).as(GONE + name));
        present = present.and(text(name).isNotNull());
      }
    }
    for (String name : names) {
      if (!required.contains(name)) {
        counts.add(count(when(present.and(text(name).isNull()), 1)).as(GONE + name));
      }
    }
    counts.add(count(when(present, 1)).as("kept"));
    if (columns.positive() != null) {
      counts.add(count_distinct(text(LABEL)).as("labels"));
    }
    Row found =
        cached.agg(counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new)).first();
    refuse(file, columns, names, found);
    Map<String, Long> excluded = new LinkedHashMap<>();
    Map<String, Long> withoutGroup = new LinkedHashMap<>();
    for (String name : names) {
      long gone = found.getAs(GONE + name);
      if (gone > 0) {
        (required.contains(name) ? excluded : withoutGroup).put(columns.named().get(name), gone);
      }
    }
    long kept = found.getAs("kept");
    if (kept == 0) {
      throw PredictionsFile.rejected(
          "no row of %s has all of %s".formatted(file, namesOf(required, columns)),
          "fill in what is missing, or name other columns");
    }
    List<Column> values = new ArrayList<>(List.of(col(ROW)));
    names.forEach(name -> values.add(value(name)));
    Dataset<Row> rows = cached.where(present).select(values.toArray(Column[]::new));
    return new PredictionRows(found.getAs("all"), kept, excluded, withoutGroup, rows, cached);
  }

  private static void refuse(
      String file, PredictionColumns columns, List<String> names, Row found) {
    if (found.<Long>getAs("all") == 0) {
      throw PredictionsFile.rejected(
          file + " has no rows", "name a file with a row for each prediction");
    }
    List<String> problems = new ArrayList<>();
    long ragged = found.getAs(RAGGED);
    if (ragged > 0) {
      problems.add(
          "%d rows do not have as many cells as the line of names, the first is data row %d"
              .formatted(ragged, found.<Long>getAs(FIRST) + 1));
    }
    for (String name : names) {
      long bad = found.getAs(BAD + name);
      if (bad > 0) {
        long first = found.getAs(FIRST + name);
        problems.add(
            "column %s has values that are not %s: %d, the first in data row %d"
                .formatted(columns.named().get(name), wanted(name), bad, first + 1));
      }
    }
    if (columns.positive() != null && found.<Long>getAs("labels") > 2) {
      problems.add(
          "column %s has %d different values"
              .formatted(columns.label(), found.<Long>getAs("labels")));
    }
    if (!problems.isEmpty()) {
      throw PredictionsFile.rejected(
          file + ": " + String.join("; ", problems),
          "mend these values or leave them empty"
              + (columns.survival()
                  ? ""
                  : "; --positive VALUE names the value of a two-valued label that is the"
                      + " outcome"));
    }
  }

  private static String wanted(String name) {
    return switch (name) {
      case LABEL -> "0 or 1, true or false, yes or no";
      case EVENT -> "0, 1 or a whole number above";
      case TIME, WEIGHT -> "numbers of at least 0";
      default -> "numbers";
    };
  }

  private static String namesOf(List<String> required, PredictionColumns columns) {
    return String.join(", ", required.stream().map(columns.named()::get).toList());
  }

  private static Column text(String name) {
    return col("`" + TEXT + name + "`");
  }

  private static Column value(String name) {
    return col("`" + name + "`");
  }
}
