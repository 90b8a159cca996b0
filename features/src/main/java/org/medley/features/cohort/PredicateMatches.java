package org.medley.features.cohort;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.levenshtein;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.medley.features.contract.Events.CODE;
import static org.medley.features.contract.Events.SUPERSEDED_TIME;
import static org.medley.features.contract.Events.TIME;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.medley.features.cohort.Predicate.Plain;
import org.medley.features.cohort.Predicate.Static;

/**
 * Which predicates of a task match anything at all. One that matches nothing makes a label that is
 * always negative, or a rule that nobody breaks, and no error.
 */
public final class PredicateMatches {
  private PredicateMatches() {}

  /**
   * One aggregate for each predicate with a code that the task uses, by its name: how many current
   * statements match, with a time or, of {@code patient_demographics}, without. For {@link
   * Dataset#observe} or {@code agg} over rows under {@code clinical.events}.
   */
  public static Map<String, Column> counts(Task task) {
    Map<String, Column> counts = new LinkedHashMap<>();
    PredicateTable used = new PredicateTable(task);
    Column current = col(SUPERSEDED_TIME).isNull();
    Column dated = current.and(col(TIME).isNotNull());
    Column fact = current.and(col(TIME).isNull());
    used.plains().forEach(name -> counts.put(name, matches(used.plain(name), dated, name)));
    used.statics().forEach(name -> counts.put(name, matches(used.ofStatic(name), fact, name)));
    return counts;
  }

  private static Column matches(Plain plain, Column where, String name) {
    return count_if(where.and(PredicateColumns.matches(plain))).as(name);
  }

  /**
   * The code of {@code events} that is nearest by spelling (Levenshtein distance, then
   * alphabetically) to one that the predicate states: one row with a column for each of {@code
   * names} that states codes one by one, null where there is no event at all. Shuffles the distinct
   * codes once.
   */
  public static Dataset<Row> nearest(Dataset<Row> events, Task task, List<String> names) {
    List<Column> columns = new ArrayList<>(List.of(lit(1).as("one")));
    for (String name : names) {
      for (String code : stated(task.predicates().get(name))) {
        Column near = min(struct(levenshtein(col(CODE), lit(code)), col(CODE)));
        columns.add(near.getField(CODE).as(name));
      }
    }
    Dataset<Row> codes = events.select(CODE).distinct();
    return codes.agg(columns.get(0), columns.subList(1, columns.size()).toArray(Column[]::new));
  }

  /** The first code that the predicate states; none where it states a pattern or a set. */
  private static List<String> stated(Predicate predicate) {
    Plain plain = predicate instanceof Static fact ? fact.plain() : (Plain) predicate;
    if (plain.code() instanceof CodeMatch.Exact exact) {
      return List.of(exact.code());
    }
    return plain.code() instanceof CodeMatch.Any any ? any.codes().subList(0, 1) : List.of();
  }
}
