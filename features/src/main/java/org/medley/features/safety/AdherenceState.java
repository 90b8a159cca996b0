package org.medley.features.safety;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.format_number;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * The proportion of days covered as the Pharmacy Quality Alliance defines it: of the days from the
 * first dispensing in the window to the instant, the share with supply. A supply of the same
 * ingredient that begins before the last one is used up is shifted to the day after it; one of
 * another ingredient is not, and a day counts once. From orders only the days ordered can be
 * counted, which says nothing of what was taken.
 */
final class AdherenceState implements RuleState {
  private static final String END = "end";
  private static final String DAYS = "days";

  @Override
  public Column picked(Moment moment) {
    return filter(
        Moment.facts(),
        fact ->
            Moment.isOf(fact, "drug")
                .and(Moment.isAny(fact, col(RuleRows.AGAINST)))
                .and(
                    coalesce(
                        fact.getField(SubjectFacts.AT).geq(moment.before(col(RuleRows.DAYS))),
                        lit(false))));
  }

  private static Column supplies() {
    return filter(col(PICKED), fact -> fact.getField(SubjectFacts.HANDED_OUT).and(hasDays(fact)));
  }

  private static Column hasDays(Column fact) {
    return coalesce(
        fact.getField(SubjectFacts.UNTIL).geq(fact.getField(SubjectFacts.AT)), lit(false));
  }

  private static Column today(Moment moment) {
    return Moment.day(moment.instant());
  }

  /** The covered days of one ingredient up to the instant. */
  private static Column covered(Column concept, Moment moment) {
    Column none = array().cast("array<bigint>");
    return aggregate(
        filter(supplies(), fact -> Moment.is(fact, concept)),
        struct(lit(null).cast("bigint").as(END), none.as(DAYS)),
        (before, fact) -> {
          Column first = Moment.day(fact.getField(SubjectFacts.AT));
          Column start = greatest(first, before.getField(END).plus(1));
          Column end = start.plus(Moment.day(fact.getField(SubjectFacts.UNTIL))).minus(first);
          Column last = least(end, today(moment));
          Column days = when(last.geq(start), sequence(start, last)).otherwise(none);
          return struct(end.as(END), concat(before.getField(DAYS), days).as(DAYS));
        },
        all -> all.getField(DAYS));
  }

  private static Column proportion(Moment moment) {
    Column days =
        array_distinct(
            flatten(transform(col(RuleRows.AGAINST), concept -> covered(concept, moment))));
    Column first =
        array_min(transform(supplies(), fact -> Moment.day(fact.getField(SubjectFacts.AT))));
    return size(days).divide(today(moment).minus(first).plus(1));
  }

  private static Column daysOrdered(Moment moment) {
    Column spans =
        transform(
            filter(col(PICKED), AdherenceState::hasDays),
            fact -> {
              Column start = Moment.day(fact.getField(SubjectFacts.AT));
              Column end = least(Moment.day(fact.getField(SubjectFacts.UNTIL)), today(moment));
              return sequence(start, greatest(start, end));
            });
    return size(array_distinct(flatten(spans)));
  }

  @Override
  public Column state(Moment moment) {
    Column supplied = size(supplies()).gt(0);
    Column fires = supplied.and(coalesce(proportion(moment).lt(col(RuleRows.HIGH)), lit(false)));
    return RuleState.of(fires, supplied.or(size(col(PICKED)).equalTo(0)));
  }

  @Override
  public Column missing(Moment moment) {
    return concat(
        lit("ordered for "),
        daysOrdered(moment).cast("string"),
        lit(" of the last "),
        col(RuleRows.DAYS).cast("string"),
        lit(" days by orders with an end; orders do not say what was taken"));
  }

  @Override
  public Column found(Moment moment) {
    return array(
        concat(
            lit("proportion of days covered "),
            format_number(proportion(moment), 2),
            lit(", last dispensing of "),
            Moment.date(Moment.last(supplies()).getField(SubjectFacts.AT))));
  }
}
