package org.medley.features.safety;

import static org.apache.spark.sql.functions.filter;

import org.apache.spark.sql.Column;

/** Measurements whose number can be used. */
final class Measured {
  private Measured() {}

  /** The latest dated measurement of the concept with a usable number; null: there is none. */
  static Column latest(Column concept) {
    return Moment.last(
        filter(
            Moment.facts(),
            fact ->
                Moment.is(fact, concept)
                    .and(fact.getField(SubjectFacts.NUMBER).isNotNull())
                    .and(fact.getField(SubjectFacts.AT).isNotNull())));
  }
}
