package org.medley.features.safety;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.rlike;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.split;

import org.apache.spark.sql.Column;

/** Rows of guidelines that hold for the person's genotypes, by what they recommend. */
final class GuidelineState implements RuleState {
  /** The kind of its rows, which are pharmacogenetic to readers. */
  static final String KIND = "guideline";

  @Override
  public Column picked(Moment moment) {
    return filter(
        Moment.facts(),
        fact -> {
          Column parts = split(fact.getField(SubjectFacts.TEXT), AdviceFacts.PART);
          Column said = get(parts, lit(2));
          return Moment.isAny(fact, col(RuleRows.AGAINST))
              .and(array_contains(col(RuleRows.BODIES), get(parts, lit(0))))
              .and(array_contains(col(RuleRows.STRENGTHS), get(parts, lit(1))))
              .and(rlike(said, col(RuleRows.MATCHING)))
              .and(not(coalesce(rlike(said, col(RuleRows.UNLESS)), lit(false))));
        });
  }

  @Override
  public Column state(Moment moment) {
    Column any = exists(Moment.facts(), fact -> Moment.isAny(fact, col(RuleRows.AGAINST)));
    return RuleState.of(size(col(PICKED)).gt(0), any);
  }

  @Override
  public Column missing(Moment moment) {
    return lit("no guideline row holds: the genes were not called or tested");
  }
}
