package org.medley.features.safety;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;

import org.apache.spark.sql.Column;

/** A diagnosis speaks against the drug. Without any diagnosis nothing is known. */
final class ConditionState implements RuleState {
  @Override
  public Column picked(Moment moment) {
    return Moment.newest(
        filter(
            Moment.facts(),
            fact -> {
              Column at = fact.getField(SubjectFacts.AT);
              Column recent = coalesce(at.geq(moment.before(col(RuleRows.DAYS))), lit(false));
              Column ended =
                  coalesce(fact.getField(SubjectFacts.UNTIL).leq(moment.instant()), lit(false));
              return not(Moment.isOf(fact, "allergy"))
                  .and(Moment.isAny(fact, col(RuleRows.AGAINST)))
                  .and(col(RuleRows.DAYS).isNull().or(recent))
                  .and(col(RuleRows.RESOLVED).or(not(ended)));
            }));
  }

  @Override
  public Column state(Moment moment) {
    return RuleState.of(size(col(PICKED)).gt(0), col(SubjectFacts.HAS_CONDITIONS));
  }

  @Override
  public Column missing(Moment moment) {
    return lit("no diagnosis is recorded");
  }
}
