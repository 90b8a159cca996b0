package org.medley.features.safety;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;

import org.apache.spark.sql.Column;

/**
 * Another current drug speaks against this one. A product that holds both was meant so, and does
 * not count. Without any record of drugs nothing is known.
 */
final class OtherDrugState implements RuleState {
  @Override
  public Column picked(Moment moment) {
    Column own = concat(lit(Concepts.ingredient("")), col(RuleRows.INGREDIENT));
    return Moment.newest(
        filter(
            Moment.facts(),
            fact ->
                moment
                    .isCurrent(fact)
                    .and(Moment.isAny(fact, col(RuleRows.AGAINST)))
                    .and(not(Moment.is(fact, own)))));
  }

  @Override
  public Column state(Moment moment) {
    return RuleState.of(size(col(PICKED)).gt(0), col(SubjectFacts.HAS_DRUGS));
  }

  @Override
  public Column missing(Moment moment) {
    return lit("no drug is recorded");
  }
}
