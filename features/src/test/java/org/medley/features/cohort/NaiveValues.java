package org.medley.features.cohort;

import java.util.List;
import org.medley.features.cohort.Streams.Statement;

/** Aggregates of values by textbook formulas over all statements. */
final class NaiveValues {
  private NaiveValues() {}

  /** Null: there is none. */
  static Double aggregate(ValueRule rule, List<Statement> statements) {
    List<Statement> values =
        statements.stream()
            .filter(s -> s.value() != null && s.code().equalsIgnoreCase(rule.predicate()))
            .toList();
    double n = values.size();
    double sum = values.stream().mapToDouble(Statement::value).sum();
    double days = values.stream().mapToDouble(s -> s.time() / 86_400e6).sum();
    double squares = values.stream().mapToDouble(s -> Math.pow(s.time() / 86_400e6, 2)).sum();
    double products = values.stream().mapToDouble(s -> s.time() / 86_400e6 * s.value()).sum();
    long last = values.stream().mapToLong(Statement::time).max().orElse(0);
    long distinct = values.stream().mapToLong(Statement::time).distinct().count();
    if (values.isEmpty() || (rule.aggregate() == Aggregate.SLOPE && distinct < 2)) {
      return null;
    }
    return switch (rule.aggregate()) {
      case MIN -> values.stream().mapToDouble(Statement::value).min().getAsDouble();
      case MAX -> values.stream().mapToDouble(Statement::value).max().getAsDouble();
      case MEAN -> sum / n;
      case SLOPE -> (n * products - days * sum) / (n * squares - days * days);
      case LAST ->
          values.stream()
              .filter(s -> s.time() == last)
              .mapToDouble(Statement::value)
              .max()
              .getAsDouble();
    };
  }
}
