package org.medley.features.cohort;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.medley.features.contract.Events.NUMERIC_VALUE;

import java.util.Map;
import org.apache.spark.sql.Column;

/** Plain predicates as conditions on one row of events. */
final class PredicateColumns {
  private PredicateColumns() {}

  /** Whether a row matches; never null. */
  static Column matches(Predicate.Plain predicate) {
    Column matches = CodeColumns.matches(predicate.code());
    if (predicate.value() != null) {
      matches = matches.and(value(predicate.value()));
    }
    for (Map.Entry<String, String> column : predicate.columns().entrySet()) {
      matches = matches.and(col(column.getKey()).equalTo(lit(column.getValue())));
    }
    return coalesce(matches, lit(false));
  }

  /** A value that is no number (NaN) is outside any range; SQL would rank it above all. */
  private static Column value(ValueRange range) {
    Column value = col(NUMERIC_VALUE);
    Column inside = value.isNaN().equalTo(lit(false));
    if (range.min() != null) {
      inside = inside.and(range.minInclusive() ? value.geq(range.min()) : value.gt(range.min()));
    }
    if (range.max() != null) {
      inside = inside.and(range.maxInclusive() ? value.leq(range.max()) : value.lt(range.max()));
    }
    return inside;
  }
}
