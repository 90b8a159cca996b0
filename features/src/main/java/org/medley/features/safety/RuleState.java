package org.medley.features.safety;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * How rules of one kind come to their state, as columns over a person's facts and a rule's row. The
 * facts that matter are picked first, and everything else is said of those.
 */
interface RuleState {
  /** The state of a rule whose facts speak against the drug. */
  String FIRED = "fired";

  /** The state of a rule whose facts do not. */
  String CLEAR = "clear";

  /** The state of a rule whose input is missing or stale. */
  String NOT_ASSESSABLE = "not_assessable";

  /** Column of the facts that {@link #picked} gave. */
  String PICKED = "picked";

  /** The facts that matter, a list in the order of time. */
  Column picked(Moment moment);

  /** Fired, clear or not assessable. */
  Column state(Moment moment);

  /** Why it cannot be assessed, a sentence without a stop. */
  Column missing(Moment moment);

  /** The facts that made it fire in words with dates, a list. */
  default Column found(Moment moment) {
    return transform(col(PICKED), Moment::words);
  }

  /** Fired by {@code fires}, else clear by {@code clear}, else not assessable. */
  static Column of(Column fires, Column clear) {
    return when(fires, FIRED).when(clear, CLEAR).otherwise(lit(NOT_ASSESSABLE));
  }
}
