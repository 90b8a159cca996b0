package org.medley.jobs.effect;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.jobs.effect.Encoding.Kind;
import org.medley.jobs.evaluate.Cells;
import org.medley.jobs.evaluate.TableFile;
import org.medley.models.effect.unit.UnitColumns;

/**
 * What treatment and outcome of a table hold.
 *
 * @param rows of the table
 * @param usable rows with treatment, outcome, subject and weight
 * @param arms values of the treatment, in order; at most one more than are allowed
 * @param subjects with a known outcome, by arm
 * @param longest longest time, by arm; empty without
 * @param binary whether the outcome is 1 and 0, or yes and no
 * @param low the smallest outcome; null where there is none
 * @param high the largest
 * @param bad by column: rows with text that cannot be used, and the first of them, from 0
 * @param missing by column: rows in which it says nothing
 */
record TableFacts(
    long rows,
    long usable,
    List<String> arms,
    List<Long> subjects,
    List<Double> longest,
    boolean binary,
    Double low,
    Double high,
    Map<String, long[]> bad,
    Map<String, Long> missing) {
  private static final int MOST_ARMS = 10;

  /** Plans over more columns than this take Spark minutes, whatever the rows. */
  private static final int MOST_COVARIATES = 3_000;

  /** Fewer subjects in an arm cannot be spread over folds and still be fitted. */
  private static final int LEAST_SUBJECTS = 10;

  /** Of the cached {@code texts}. Two actions. */
  static TableFacts of(Dataset<Row> texts, EffectColumns columns, double horizon) {
    Column outcome = columns.survival() ? outcomeInTime(horizon) : either(col("outcome"));
    Map<String, Column> values = values(columns);
    List<Column> sums = new ArrayList<>();
    sums.add(count(lit(1)).as("rows"));
    sums.add(min(outcome).as("low"));
    sums.add(max(outcome).as("high"));
    sums.add(
        columns.survival()
            ? lit(1L).as("binary")
            : min(when(col("outcome").isNotNull(), when(isBinary(), 1L).otherwise(0L)))
                .as("binary"));
    sums.add(count(when(col(TableFile.RAGGED), 1)).as("bad-ragged"));
    sums.add(min(when(col(TableFile.RAGGED), col(UnitColumns.ROW))).as("first-ragged"));
    for (String role : columns.roles().keySet()) {
      Column text = col("`" + role + "`");
      Column bad = text.isNotNull().and(values.getOrDefault(role, text).isNull());
      sums.add(count(when(bad, 1)).as("bad-" + role));
      sums.add(min(when(bad, col(UnitColumns.ROW))).as("first-" + role));
      sums.add(count(when(text.isNull(), 1)).as("missing-" + role));
    }
    Row found = texts.agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new)).first();
    Map<String, long[]> bad = new LinkedHashMap<>();
    Map<String, Long> missing = new LinkedHashMap<>();
    put(bad, "ragged", found);
    for (String role : columns.roles().keySet()) {
      put(bad, role, found);
      missing.put(role, found.<Long>getAs("missing-" + role));
    }
    return withArms(texts, columns, outcome, found, bad, missing);
  }

  private static TableFacts withArms(
      Dataset<Row> texts,
      EffectColumns columns,
      Column outcome,
      Row found,
      Map<String, long[]> bad,
      Map<String, Long> missing) {
    Column subject = columns.subject() == null ? col(UnitColumns.ROW) : col("subject");
    Column known = outcome.isNotNull().and(subject.isNotNull());
    if (columns.weight() != null) {
      known = known.and(weight(col("weight")).isNotNull());
    }
    Column time = columns.survival() ? Cells.positive(col("time")) : lit(null).cast("double");
    List<Row> arms =
        texts
            .where(col("treatment").isNotNull())
            .groupBy(col("treatment"))
            .agg(
                countDistinct(when(known, subject)).as("subjects"),
                max(time).as("longest"),
                count(when(known, 1)).as("usable"))
            .orderBy(col("treatment"))
            .limit(MOST_ARMS + 1)
            .collectAsList();
    List<Row> ordered = new ArrayList<>(arms);
    ordered.sort(Comparator.comparing((Row row) -> row.getString(0), TableFacts::compared));
    Long binary = found.getAs("binary");
    return new TableFacts(
        found.<Long>getAs("rows"),
        ordered.stream().mapToLong(row -> row.getLong(3)).sum(),
        ordered.stream().map(row -> row.getString(0)).toList(),
        ordered.stream().map(row -> row.getLong(1)).toList(),
        columns.survival()
            ? ordered.stream().map(row -> row.isNullAt(2) ? 0 : row.getDouble(2)).toList()
            : List.of(),
        binary != null && binary == 1,
        found.getAs("low"),
        found.getAs("high"),
        bad,
        missing);
  }

  private static void put(Map<String, long[]> bad, String role, Row found) {
    long count = found.getAs("bad-" + role);
    if (count > 0) {
      bad.put(role, new long[] {count, found.<Long>getAs("first-" + role)});
    }
  }

  /** Numbers before texts, by size; texts by their letters. */
  private static int compared(String a, String b) {
    boolean first = isNumber(a);
    boolean second = isNumber(b);
    if (first && second) {
      int order = Double.compare(Double.parseDouble(a), Double.parseDouble(b));
      return order != 0 ? order : a.compareTo(b);
    }
    return first == second ? a.compareTo(b) : first ? -1 : 1;
  }

  private static boolean isNumber(String text) {
    return text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
  }

  private static Column isBinary() {
    return Cells.label(col("outcome"), null).isNotNull();
  }

  private static Column either(Column text) {
    return coalesce(Cells.label(text, null), Cells.number(text));
  }

  /** A number, or 1 and 0 of words. */
  static Column number(Column text) {
    return either(text);
  }

  /** A number above 0. */
  static Column weight(Column text) {
    Column number = Cells.positive(text);
    return when(number.gt(0), number);
  }

  private static Column outcomeInTime(double horizon) {
    Column time = Cells.positive(col("time"));
    Column event = Cells.event(col("event"));
    return when(
        time.isNotNull().and(event.isNotNull()),
        when(event.equalTo(1).and(time.leq(horizon)), 1.0).otherwise(0.0));
  }

  private static Map<String, Column> values(EffectColumns columns) {
    Map<String, Column> values = new LinkedHashMap<>();
    values.put("outcome", either(col("outcome")));
    values.put("time", Cells.positive(col("time")));
    values.put("event", Cells.event(col("event")));
    values.put("weight", weight(col("weight")));
    for (int c = 0; c < columns.negativeControls().size(); c++) {
      values.put("negative-" + c, either(col("`negative-" + c + "`")));
    }
    return values;
  }

  /** The outcome as a number. */
  Column outcome(Column text) {
    return binary ? Cells.label(text, null) : either(text);
  }

  /**
   * Tells everything that is wrong at once.
   *
   * @throws org.medley.jobs.error.MedleyException with exit code 65
   */
  void refuse(String file, EffectColumns columns, String reference, List<Encoding> encodings) {
    List<String> problems = new ArrayList<>();
    if (rows == 0) {
      throw TableFile.rejected(file + " has no rows", "name a file with a row for each person");
    }
    bad.forEach((role, counts) -> problems.add(unusable(role, counts, columns)));
    arms(problems, columns, reference);
    outcomes(problems, columns);
    long covariates = encodings.stream().mapToLong(encoding -> encoding.names().size()).sum();
    if (covariates > MOST_COVARIATES) {
      problems.add(
          "there are %d covariates, and %d are the most; name those that matter by --covariates"
              .formatted(covariates, MOST_COVARIATES));
    }
    if (encodings.stream().allMatch(encoding -> encoding.kind() == Kind.LEFT_OUT)) {
      problems.add("no column is left that could be a covariate");
    }
    encodings.stream()
        .filter(e -> e.kind() == Kind.LEFT_OUT && columns.covariates().contains(e.column()))
        .forEach(
            e ->
                problems.add(
                    "column %s is no covariate: it is empty, or has one text only, or more than %d"
                        .formatted(e.column(), Encodings.MOST_LEVELS)));
    if (!problems.isEmpty()) {
      throw TableFile.rejected(
          file + ": " + String.join("; ", problems),
          "mend the file, or name other columns; 'medley effects --help' says what each must hold");
    }
  }

  private void arms(List<String> problems, EffectColumns columns, String reference) {
    String column = columns.treatment();
    if (arms.size() > MOST_ARMS) {
      problems.add(
          "column %s has more than %d different values, too many for arms"
              .formatted(column, MOST_ARMS));
      return;
    }
    if (arms.size() < 2) {
      problems.add(
          arms.isEmpty()
              ? "column %s is empty".formatted(column)
              : "column %s has one value only, so there is nothing to compare with"
                  .formatted(column));
    }
    if (reference != null && !arms.contains(reference)) {
      problems.add(
          "--reference %s is no value of %s, which has %s"
              .formatted(reference, column, String.join(", ", arms)));
    }
    for (int arm = 0; arm < arms.size(); arm++) {
      if (subjects.get(arm) < LEAST_SUBJECTS) {
        problems.add(
            "arm %s has %d subjects with a known outcome, and %d are needed"
                .formatted(arms.get(arm), subjects.get(arm), LEAST_SUBJECTS));
      }
    }
  }

  private void outcomes(List<String> problems, EffectColumns columns) {
    String column = columns.survival() ? columns.event() : columns.outcome();
    if (low == null) {
      problems.add("column %s has no value that can be used".formatted(column));
    } else if (low.equals(high)) {
      problems.add(
          columns.survival()
              ? low > 0
                  ? "everybody has the event by the horizon"
                  : "nobody has the event by the horizon"
              : "column %s has the same value in all rows".formatted(column));
    }
  }

  /** Problems with a horizon: arms in which nobody is followed as long. */
  List<String> tooShort(double horizon) {
    List<String> problems = new ArrayList<>();
    for (int arm = 0; arm < longest.size(); arm++) {
      if (longest.get(arm) < horizon) {
        problems.add(
            "nobody in arm %s is followed up to the horizon %s; the longest time is %s"
                .formatted(arms.get(arm), horizon, longest.get(arm)));
      }
    }
    return problems;
  }

  private static String unusable(String role, long[] counts, EffectColumns columns) {
    if (role.equals("ragged")) {
      return "%d rows do not have as many cells as the line of names, the first is data row %d"
          .formatted(counts[0], counts[1] + 1);
    }
    String wanted =
        switch (role) {
          case "time" -> "numbers of at least 0";
          case "weight" -> "numbers above 0";
          case "event" -> "0, 1 or a whole number above";
          default -> "numbers, or yes and no";
        };
    return "column %s has values that are not %s: %d, the first in data row %d"
        .formatted(columns.roles().get(role), wanted, counts[0], counts[1] + 1);
  }
}
