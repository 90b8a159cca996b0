package org.medley.features.safety;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.medley.features.contract.Subjects;

/**
 * A pregnancy that was stated in the last 280 days and has not ended since. Men, women below 12 or
 * above 55 years and those who can never be pregnant are clear without a statement; the others need
 * one of those 280 days that a pregnancy ended or a test was negative.
 */
final class PregnancyState implements RuleState {
  private static final long DAYS = 280;
  private static final int YOUNGEST = 12;
  private static final int OLDEST = 55;

  @Override
  public Column picked(Moment moment) {
    return Moment.newest(
        filter(
            Moment.facts(),
            fact -> {
              Column at = fact.getField(SubjectFacts.AT);
              Column ended =
                  exists(
                      Moment.facts(),
                      other ->
                          Moment.is(other, col(RuleRows.ENDED))
                              .and(other.getField(SubjectFacts.AT).gt(at)));
              return Moment.isAny(fact, col(RuleRows.AGAINST))
                  .and(isRecent(fact, moment))
                  .and(not(hasEnded(fact, moment)))
                  .and(not(coalesce(ended, lit(false))));
            }));
  }

  private static Column isRecent(Column fact, Moment moment) {
    return coalesce(fact.getField(SubjectFacts.AT).geq(moment.before(lit(DAYS))), lit(false));
  }

  private static Column hasEnded(Column fact, Moment moment) {
    return coalesce(fact.getField(SubjectFacts.UNTIL).leq(moment.instant()), lit(false));
  }

  @Override
  public Column state(Moment moment) {
    Column stated =
        exists(
            Moment.facts(),
            fact ->
                Moment.is(fact, col(RuleRows.ENDED))
                    .and(isRecent(fact, moment))
                    .or(endedPregnancy(fact, moment)));
    Column never = exists(Moment.facts(), fact -> Moment.is(fact, col(RuleRows.NEVER)));
    Column years = Moment.years(moment.instant());
    Column clear =
        coalesce(col(Subjects.SEX).equalTo("male"), lit(false))
            .or(coalesce(years.lt(YOUNGEST).or(years.gt(OLDEST)), lit(false)))
            .or(stated)
            .or(never);
    return RuleState.of(size(col(PICKED)).gt(0), clear);
  }

  private static Column endedPregnancy(Column fact, Moment moment) {
    return Moment.isAny(fact, col(RuleRows.AGAINST))
        .and(hasEnded(fact, moment))
        .and(coalesce(fact.getField(SubjectFacts.UNTIL).geq(moment.before(lit(DAYS))), lit(false)));
  }

  @Override
  public Column missing(Moment moment) {
    return when(
            col(Subjects.SEX).isNull().or(not(col(Subjects.SEX).isin("female", "male"))),
            "the sex is not known, and nothing says whether there is a pregnancy")
        .otherwise("nothing says whether there is a pregnancy");
  }
}
