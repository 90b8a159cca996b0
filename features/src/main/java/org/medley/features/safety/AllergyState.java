package org.medley.features.safety;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;

import org.apache.spark.sql.Column;

/**
 * An allergy speaks against the drug. A list of other allergies, or a statement that there is none,
 * is clear; an empty list is not.
 */
final class AllergyState implements RuleState {
  @Override
  public Column picked(Moment moment) {
    return Moment.newest(
        filter(
            Moment.facts(),
            fact ->
                Moment.isOf(fact, "allergy")
                    .and(Moment.isAny(fact, col(RuleRows.AGAINST)))
                    .and(
                        not(
                            coalesce(
                                fact.getField(SubjectFacts.UNTIL).leq(moment.instant()),
                                lit(false))))));
  }

  @Override
  public Column state(Moment moment) {
    Column none = exists(Moment.facts(), fact -> Moment.is(fact, lit(Concepts.NO_ALLERGY)));
    return RuleState.of(size(col(PICKED)).gt(0), col(SubjectFacts.HAS_ALLERGIES).or(none));
  }

  @Override
  public Column missing(Moment moment) {
    return lit("no allergy is recorded, and not that there is none");
  }
}
