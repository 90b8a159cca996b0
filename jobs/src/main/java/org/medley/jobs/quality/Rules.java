package org.medley.jobs.quality;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Subjects;
import org.medley.features.contract.TableContract;
import org.medley.jobs.settings.Problems;
import org.medley.jobs.unit.CanonicalUnits;

/**
 * The rules of a site, ready to judge tables.
 *
 * @param rules the rules
 * @param units what is canonical
 */
public record Rules(List<Rule> rules, CanonicalUnits units) {

  /** Copies the list. */
  public Rules {
    rules = List.copyOf(rules);
  }

  /**
   * Judges the tables that {@code tables} gives. One scan per table, joined with subjects where a
   * rule asks for them, and one more of few columns for each rule that compares rows.
   *
   * @param written whether there is such a table; rules on one that is not there apply to nothing
   * @param asOf the last instant that may be known
   * @throws org.medley.jobs.error.MedleyException with exit code 78 that names every condition that
   *     is none, before any data are read
   */
  public List<Verdict> judge(
      Function<TableContract, Dataset<Row>> tables,
      Predicate<TableContract> written,
      Instant asOf) {
    List<Verdict> verdicts = new ArrayList<>();
    List<Judged> judged = new ArrayList<>();
    Problems problems = new Problems();
    for (TableContract table : Scope.TABLES.values()) {
      List<Rule> own = rules.stream().filter(rule -> rule.table().equals(table.name())).toList();
      if (!own.isEmpty()) {
        Dataset<Row> rows =
            Scope.of(
                table, tables.apply(table), tables.apply(Subjects.TABLE), asOf, used(table, own));
        own.forEach(rule -> check(rule, rows, problems));
        judged.add(new Judged(own, rows, written.test(table)));
      }
    }
    problems.throwIfAny();
    for (Judged each : judged) {
      if (!each.written()) {
        verdicts.addAll(each.nothing());
        continue;
      }
      List<Rule> ofRows =
          each.rules().stream().filter(rule -> Summary.judges(rule.check())).toList();
      if (!ofRows.isEmpty()) {
        verdicts.addAll(new Summary(ofRows, units).of(each.rows()));
      }
      each.rules().stream()
          .filter(rule -> !Summary.judges(rule.check()))
          .forEach(rule -> verdicts.add(Groups.of(rule, each.rows())));
    }
    return verdicts;
  }

  private record Judged(List<Rule> rules, Dataset<Row> rows, boolean written) {
    List<Verdict> nothing() {
      return rules.stream()
          .filter(rule -> !(rule.check() instanceof Check.Ranges))
          .map(rule -> rule.judged(0, 0))
          .toList();
    }
  }

  /** Whether Spark takes the conditions for such; analyses a plan, runs nothing. */
  private static void check(Rule rule, Dataset<Row> rows, Problems problems) {
    for (String condition : conditions(rule)) {
      try {
        if (!rows.select(functions.expr(condition))
            .schema()
            .fields()[0]
            .dataType()
            .equals(DataTypes.BooleanType)) {
          problems.add(
              rule.place().file(),
              rule.place().path(),
              "'" + condition + "' is neither true nor false",
              "compare something");
        }
      } catch (Exception e) {
        if (!(e instanceof AnalysisException)) {
          throw e;
        }
        problems.add(
            rule.place().file(),
            rule.place().path(),
            "'" + condition + "' compares what cannot be compared",
            "look at the types of its columns");
      }
    }
  }

  private static Set<String> used(TableContract table, List<Rule> rules) {
    Set<String> known = Scope.columns(table);
    return rules.stream()
        .flatMap(rule -> conditions(rule).stream())
        .flatMap(condition -> Expressions.columns(condition, known).stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static List<String> conditions(Rule rule) {
    List<String> conditions = new ArrayList<>(List.of(rule.where()));
    if (rule.check() instanceof Check.Holds holds) {
      conditions.add(holds.condition());
    } else if (rule.check() instanceof Check.Reference reference) {
      conditions.add(reference.target());
    }
    return conditions;
  }
}
