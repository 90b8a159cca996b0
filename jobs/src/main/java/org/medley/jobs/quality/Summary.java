package org.medley.jobs.quality;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Events;
import org.medley.jobs.unit.CanonicalUnits;

/**
 * Judges all rules that look at one row, or at the units of a code, in one scan of a table: counts
 * by code and unit of numbers, from which the results are taken. That table of counts grows with
 * the vocabulary, not with people.
 */
final class Summary {
  private static final String RULE = "rule";
  private static final String LOW = "low";
  private static final String HIGH = "high";
  private static final String RANGE_UNIT = "range_unit";
  private static final String RANGE_CODE = "range_code";
  private static final StructType RANGES =
      new StructType()
          .add(RANGE_CODE, DataTypes.StringType)
          .add(RANGE_UNIT, DataTypes.StringType)
          .add(LOW, DataTypes.DoubleType)
          .add(HIGH, DataTypes.DoubleType);

  private final List<Rule> rules;
  private final CanonicalUnits units;

  /** For rules on one table. */
  Summary(List<Rule> rules, CanonicalUnits units) {
    this.rules = rules;
    this.units = units;
  }

  /** Whether {@code check} is judged here. */
  static boolean judges(Check check) {
    return check instanceof Check.Holds
        || check instanceof Check.CanonicalUnit
        || check instanceof Check.OneUnit
        || check instanceof Check.Ranges;
  }

  /** The verdicts on {@code rows}; executes one scan. */
  List<Verdict> of(Dataset<Row> rows) {
    boolean byUnit = rules.stream().anyMatch(rule -> !isOfRow(rule.check()));
    Optional<Rule> ranges =
        rules.stream().filter(rule -> rule.check() instanceof Check.Ranges).findFirst();
    Dataset<Row> judged = ranges.map(rule -> ranged(rows, rule)).orElse(rows);
    List<Column> counts = new ArrayList<>();
    counts.add(count(lit(1)).as("rows"));
    for (int i = 0; i < rules.size(); i++) {
      Column applies = coalesce(applies(rules.get(i)), lit(false));
      Column violated = coalesce(applies.and(violated(rules.get(i).check())), lit(false));
      counts.add(ones(applies).as(RULE + i));
      counts.add(ones(violated).as(RULE + i + "v"));
    }
    Column number = byUnit ? col(Events.NUMERIC_VALUE).isNotNull() : lit(false);
    Column[] groups = {
      when(number, byUnit ? col(Events.CODE) : lit("")).as(Events.CODE),
      when(number, byUnit ? col(Events.UNIT) : lit("")).as(Events.UNIT)
    };
    Dataset<Row> summary =
        judged
            .groupBy(groups)
            .agg(counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new))
            .persist();
    try {
      return verdicts(summary);
    } finally {
      summary.unpersist();
    }
  }

  private List<Verdict> verdicts(Dataset<Row> summary) {
    List<Column> sums = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      sums.add(coalesce(sum(col(RULE + i)), lit(0L)));
      sums.add(coalesce(sum(col(RULE + i + "v")), lit(0L)));
    }
    Row totals =
        summary.agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new)).first();
    List<Verdict> verdicts = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (rule.check() instanceof Check.Ranges) {
        verdicts.addAll(perCode(summary, rule, i));
      } else if (rule.check() instanceof Check.OneUnit) {
        verdicts.add(perUnit(summary, rule, i));
      } else {
        verdicts.add(rule.judged(totals.getLong(2 * i), totals.getLong(2 * i + 1)));
      }
    }
    return verdicts;
  }

  /** One verdict per range whose code has numbers at all; no more rows than the rule has ranges. */
  private static List<Verdict> perCode(Dataset<Row> summary, Rule rule, int index) {
    Check.Ranges ranges = (Check.Ranges) rule.check();
    return summary
        .where(col(RULE + index).gt(0))
        .groupBy(Events.CODE)
        .agg(sum(col(RULE + index)), sum(col(RULE + index + "v")))
        .orderBy(Events.CODE)
        .collectAsList()
        .stream()
        .map(
            row -> {
              Check.Range range = ranges.byCode().get(row.getString(0));
              String words =
                  "%s: %s to %s %s"
                      .formatted(rule.description(), range.low(), range.high(), range.unit());
              return rule.judged(row.getString(0), words, row.getLong(1), row.getLong(2));
            })
        .toList();
  }

  private static Verdict perUnit(Dataset<Row> summary, Rule rule, int index) {
    Row codes =
        summary
            .where(col(RULE + index).gt(0).and(col(Events.UNIT).isNotNull()))
            .groupBy(Events.CODE)
            .agg(count(lit(1)).as("units"))
            .agg(count(lit(1)), coalesce(ones(col("units").gt(1)), lit(0L)))
            .first();
    return rule.judged(codes.getLong(0), codes.getLong(1));
  }

  private Column applies(Rule rule) {
    Column where = expr(rule.where());
    if (rule.check() instanceof Check.Ranges) {
      return where.and(col(Events.UNIT).equalTo(col(RANGE_UNIT)));
    }
    if (rule.check() instanceof Check.CanonicalUnit) {
      return where
          .and(col(Events.NUMERIC_VALUE).isNotNull())
          .and(col(Events.UNIT).isNotNull())
          .and(units.expected(col(Events.CODE)).isNotNull());
    }
    return rule.check() instanceof Check.OneUnit
        ? where.and(col(Events.NUMERIC_VALUE).isNotNull())
        : where;
  }

  private Column violated(Check check) {
    if (check instanceof Check.Holds holds) {
      return not(expr(holds.condition()));
    }
    if (check instanceof Check.CanonicalUnit) {
      return units.unconvertible();
    }
    return check instanceof Check.Ranges
        ? not(col(Events.NUMERIC_VALUE).between(col(LOW), col(HIGH)))
        : lit(false);
  }

  private static boolean isOfRow(Check check) {
    return check instanceof Check.Holds || check instanceof Check.CanonicalUnit;
  }

  private static Column ones(Column condition) {
    return sum(when(condition, 1L).otherwise(0L));
  }

  private static Dataset<Row> ranged(Dataset<Row> rows, Rule rule) {
    List<Row> ranges = new ArrayList<>();
    ((Check.Ranges) rule.check())
        .byCode()
        .forEach(
            (code, range) ->
                ranges.add(RowFactory.create(code, range.unit(), range.low(), range.high())));
    Dataset<Row> table = rows.sparkSession().createDataFrame(ranges, RANGES);
    return rows.join(broadcast(table), col(Events.CODE).equalTo(col(RANGE_CODE)), "left");
  }
}
