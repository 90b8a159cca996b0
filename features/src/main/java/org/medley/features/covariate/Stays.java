package org.medley.features.covariate;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;
import static org.medley.features.covariate.CodeSummary.AT;
import static org.medley.features.covariate.CodeSummary.END;
import static org.medley.features.covariate.CodeSummary.INDEX_MICROS;
import static org.medley.features.covariate.CodeSummary.SPANS;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * A member's stays in hospital: inpatient visits, those that overlap or touch being one stay, as
 * after a transfer or where a record came twice. A stay is over if its end is known and not after
 * the index time; what is planned beyond that does not count.
 */
final class Stays {
  /** Days from a discharge within which an admission is a readmission. */
  static final int READMISSION_DAYS = 30;

  private static final String STAYS = "stays";
  private static final String BEFORE = "before";
  private static final String ENDED = "ended";

  private Stays() {}

  /** Adds the column that the other methods read, on the subject's own rows. */
  static Dataset<Row> added(Dataset<Row> summaries) {
    Column spans = when(VisitClasses.is(VisitClasses.INPATIENT), col(SPANS));
    Column all = sort_array(flatten(CodeSummary.listOverMember(spans)));
    return summaries
        .withColumn(STAYS, all)
        .withColumn(STAYS, when(CodeSummary.in(List.of(CodeSummary.SUBJECT)), merged(col(STAYS))));
  }

  /** Returns the days, with fractions, of all stays that ended in the window; null: none. */
  static Column days(LookbackWindow window) {
    Column ended = endedIn(window);
    Column micros =
        aggregate(
            ended, lit(0L), (sum, stay) -> sum.plus(stay.getField(END)).minus(stay.getField(AT)));
    return when(size(ended).gt(0), inDays(micros));
  }

  /** Returns the days, with fractions, of the stay that ended last in the window; null: none. */
  static Column lastDays(LookbackWindow window) {
    Column last = try_element_at(endedIn(window), lit(-1));
    return inDays(last.getField(END).minus(last.getField(AT)));
  }

  /** Returns the days, with fractions, from the last discharge in the window; null: none. */
  static Column daysSinceDischarge(LookbackWindow window) {
    Column last = try_element_at(endedIn(window), lit(-1));
    return inDays(col(INDEX_MICROS).minus(last.getField(END)));
  }

  /** Returns how many stays began in the window within 30 days of the discharge before. */
  static Column readmissions(LookbackWindow window) {
    Column latest = lit(READMISSION_DAYS * LookbackWindow.MICROS_PER_DAY);
    return size(
        filter(
            col(STAYS),
            stay ->
                coalesce(
                    window
                        .holds(stay.getField(AT), col(INDEX_MICROS))
                        .and(stay.getField(AT).leq(stay.getField(BEFORE).plus(latest))),
                    lit(false))));
  }

  private static Column endedIn(LookbackWindow window) {
    Column index = col(INDEX_MICROS);
    return filter(
        col(STAYS),
        stay ->
            stay.getField(ENDED)
                .and(stay.getField(END).leq(index))
                .and(window.holds(stay.getField(END), index)));
  }

  private static Column inDays(Column micros) {
    return micros.divide(lit((double) LookbackWindow.MICROS_PER_DAY));
  }

  /** Start, end, whether the end is known, and the end of the stay before (null: none known). */
  private static Column merged(Column spans) {
    Column none = lit(null).cast(DataTypes.LongType);
    Column type = struct(none.as(AT), none.as(END), lit(false).as(ENDED), none.as(BEFORE));
    return aggregate(
        spans,
        slice(array(type), lit(1), lit(0)),
        (stays, span) -> {
          Column last = try_element_at(stays, lit(-1));
          Column known = span.getField(END).geq(span.getField(AT));
          Column ended = coalesce(known, lit(false));
          Column end = when(ended, span.getField(END)).otherwise(span.getField(AT));
          Column before = when(last.getField(ENDED), last.getField(END));
          Column longer =
              struct(
                  last.getField(AT).as(AT),
                  greatest(last.getField(END), end).as(END),
                  last.getField(ENDED).or(ended).as(ENDED),
                  last.getField(BEFORE).as(BEFORE));
          Column next =
              struct(span.getField(AT).as(AT), end.as(END), ended.as(ENDED), before.as(BEFORE));
          Column others = slice(stays, lit(1), greatest(size(stays).minus(1), lit(0)));
          return when(span.getField(AT).leq(last.getField(END)), concat(others, array(longer)))
              .otherwise(concat(stays, array(next)));
        });
  }
}
