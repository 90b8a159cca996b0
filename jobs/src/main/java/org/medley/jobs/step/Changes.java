package org.medley.jobs.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Events;
import org.medley.features.contract.TableContract;
import org.medley.jobs.control.Json;
import org.medley.jobs.lake.Output;
import org.medley.jobs.night.StepContext;

/**
 * What differs between the tables that a step read for its last end and those that it reads now,
 * whatever the cause: new, late, corrected and deleted facts, merged people, a source that replaces
 * all that it brought. Only files that one of both versions lacks are read.
 *
 * @param context of the step
 * @param before where the tables stood at its last end
 */
record Changes(StepContext context, List<Output> before) {
  /** As many subjects are sent to every task, where more are shuffled. */
  private static final long MOST_SENT = 500_000;

  private static final String NUMBER = "number";
  private static final String DIGEST = "digest";

  /** Every decimal digit of the sum of 10^20 digests of 64 bits. */
  private static final String DIGITS = "decimal(38,0)";

  /** The changes since an end that noted {@code text}. */
  static Changes since(StepContext context, String text) {
    return new Changes(context, List.of(Json.read(text, Output[].class)));
  }

  /** What an end notes of what it read of {@code tables}. */
  static String note(StepContext context, TableContract... tables) {
    return Json.write(Stream.of(tables).flatMap(table -> context.pins(table).stream()).toList());
  }

  /** The rows of {@code table} in files that were not there before. */
  Dataset<Row> added(TableContract table) {
    return apart(table, context.pins(table), then(table));
  }

  /** The rows of {@code table} in files that are no longer there. */
  Dataset<Row> removed(TableContract table) {
    return apart(table, then(table), context.pins(table));
  }

  /**
   * The ids, distinct, of subjects whose rows of {@code table} differ in {@code columns}: rows are
   * compared by number and by sum of their digests, which does not depend on their order. Shuffles
   * one row per subject and task of Spark.
   */
  Dataset<Row> subjects(TableContract table, List<String> columns) {
    Column[] compared =
        Stream.concat(
                columns.stream().map(Column::new), columns.stream().map(each -> col(each).isNull()))
            .toArray(Column[]::new);
    Column digest = xxhash64(compared).cast(DIGITS);
    return signed(added(table), lit(1), digest)
        .unionAll(signed(removed(table), lit(-1), digest))
        .groupBy(Events.SUBJECT_ID)
        .agg(sum(NUMBER).as(NUMBER), sum(DIGEST).as(DIGEST))
        .where(col(NUMBER).notEqual(0).or(col(DIGEST).notEqual(0)))
        .select(Events.SUBJECT_ID);
  }

  private static Dataset<Row> signed(Dataset<Row> rows, Column sign, Column digest) {
    return rows.select(
        col(Events.SUBJECT_ID),
        sign.cast(DataTypes.LongType).as(NUMBER),
        digest.multiply(sign).cast(DIGITS).as(DIGEST));
  }

  private List<Output> then(TableContract table) {
    return before.stream().filter(output -> output.table().equals(table.name())).toList();
  }

  private Dataset<Row> apart(TableContract table, List<Output> some, List<Output> others) {
    List<Dataset<Row>> parts = new ArrayList<>(List.of(context.lake().empty(table)));
    for (Output output : some) {
      Optional<Output> other =
          others.stream().filter(each -> each.slice().equals(output.slice())).findFirst();
      if (other.isEmpty()) {
        parts.add(context.lake().read(table, output));
      } else if (other.get().version() != output.version()) {
        parts.add(context.lake().readApart(table, output, other.get()));
      }
    }
    return parts.stream().reduce(Dataset::unionByName).orElseThrow();
  }

  /**
   * The rows of {@code rows} that are of {@code subjects}, distinct ids of which there are {@code
   * many}: rows of others are not shuffled, unless there are very many subjects.
   */
  static Dataset<Row> of(Dataset<Row> rows, Dataset<Row> subjects, long many) {
    return rows.join(
        many <= MOST_SENT ? subjects.hint("broadcast") : subjects,
        new String[] {Events.SUBJECT_ID},
        "left_semi");
  }
}
