package org.medley.jobs.step;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.jobs.settings.decision.DecisionSettings;

/**
 * Queries about one decision, whose name stands for {@code :d}.
 *
 * @param sql answers a query on the tables of the release
 * @param decision whose rows are asked for
 * @param minimum counts of people below this are withheld
 */
record DecisionQueries(Function<String, Dataset<Row>> sql, DecisionSettings decision, int minimum) {
  /** What {@code read} makes of each row. One action. */
  <T> List<T> rows(String query, Function<Row, T> read) {
    return dataset(query).collectAsList().stream().map(read).toList();
  }

  /** Names of decisions hold letters, digits, - and _ alone, so the text needs no escaping. */
  Dataset<Row> dataset(String query) {
    return sql.apply(query.replace(":d", "'" + decision.name() + "'"));
  }

  /** The outcome in words, with its time and whether it is a benefit or a harm. */
  String words(String outcome) {
    return decision.outcomes().stream()
        .filter(each -> each.name().equals(outcome))
        .map(each -> each.words() + " within " + each.days() + " days (" + each.kind().word() + ")")
        .findFirst()
        .orElse(outcome);
  }

  /** The option in words. */
  String option(String name) {
    return decision.option(name).words();
  }

  /** A count of people; empty: too few to show. */
  OptionalLong people(Row row, int at) {
    long people = row.isNullAt(at) ? 0 : row.getLong(at);
    return people > 0 && people < minimum ? OptionalLong.empty() : OptionalLong.of(people);
  }

  /** A number; empty where null. */
  static OptionalDouble number(Row row, int at) {
    return row.isNullAt(at) ? OptionalDouble.empty() : OptionalDouble.of(row.getDouble(at));
  }
}
