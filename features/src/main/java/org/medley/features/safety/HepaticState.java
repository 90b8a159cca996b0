package org.medley.features.safety;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.format_number;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/** The latest of each liver test; all must be known and recent to be clear. */
final class HepaticState implements RuleState {
  @Override
  public Column picked(Moment moment) {
    Column latest =
        transform(col(RuleRows.LIMITS), limit -> Measured.latest(limit.getField(RuleRows.CONCEPT)));
    return filter(latest, Column::isNotNull);
  }

  @Override
  public Column state(Moment moment) {
    Column exceeds =
        exists(
            col(PICKED),
            fact ->
                isRecent(fact, moment)
                    .and(exists(col(RuleRows.LIMITS), limit -> isAbove(fact, limit))));
    return RuleState.of(exceeds, size(unknown(moment)).equalTo(0));
  }

  private static Column isRecent(Column fact, Moment moment) {
    return fact.getField(SubjectFacts.AT).geq(moment.before(col(RuleRows.DAYS)));
  }

  private static Column isAbove(Column fact, Column limit) {
    return Moment.is(fact, limit.getField(RuleRows.CONCEPT))
        .and(fact.getField(SubjectFacts.NUMBER).gt(limit.getField(RuleRows.LIMIT)));
  }

  private static Column unknown(Moment moment) {
    return filter(
        col(RuleRows.LIMITS),
        limit ->
            not(
                exists(
                    col(PICKED),
                    fact ->
                        Moment.is(fact, limit.getField(RuleRows.CONCEPT))
                            .and(isRecent(fact, moment)))));
  }

  @Override
  public Column missing(Moment moment) {
    Column parts =
        transform(
            unknown(moment),
            limit -> {
              Column stale =
                  filter(col(PICKED), fact -> Moment.is(fact, limit.getField(RuleRows.CONCEPT)));
              return when(
                      size(stale).gt(0),
                      concat(
                          limit.getField(RuleRows.LABEL),
                          lit(" is of "),
                          Moment.date(Moment.last(stale).getField(SubjectFacts.AT)),
                          lit(" and too old")))
                  .otherwise(concat(limit.getField(RuleRows.LABEL), lit(" is not known")));
            });
    return array_join(parts, ", ");
  }

  @Override
  public Column found(Moment moment) {
    Column perLimit =
        transform(
            filter(
                col(RuleRows.LIMITS),
                limit ->
                    exists(col(PICKED), fact -> isAbove(fact, limit).and(isRecent(fact, moment)))),
            limit -> {
              Column fact = Moment.last(filter(col(PICKED), each -> isAbove(each, limit)));
              return concat(
                  limit.getField(RuleRows.LABEL),
                  lit(" "),
                  format_number(fact.getField(SubjectFacts.NUMBER), 1),
                  lit(" "),
                  limit.getField(RuleRows.UNIT),
                  lit(" of "),
                  Moment.date(fact.getField(SubjectFacts.AT)),
                  lit(" (limit "),
                  format_number(limit.getField(RuleRows.LIMIT), 1),
                  lit(")"));
            });
    return perLimit;
  }
}
