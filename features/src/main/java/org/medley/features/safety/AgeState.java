package org.medley.features.safety;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Column;
import org.medley.features.contract.Subjects;

/** Completed years of age at the instant. */
final class AgeState implements RuleState {
  @Override
  public Column picked(Moment moment) {
    return filter(Moment.facts(), fact -> lit(false));
  }

  @Override
  public Column state(Moment moment) {
    Column years = Moment.years(moment.instant());
    Column fires =
        coalesce(years.lt(col(RuleRows.HIGH)), lit(false))
            .or(coalesce(years.geq(col(RuleRows.LOW)), lit(false)));
    return RuleState.of(fires, col(Subjects.BIRTH_DATE).isNotNull());
  }

  @Override
  public Column missing(Moment moment) {
    return lit("the date of birth is not known");
  }

  @Override
  public Column found(Moment moment) {
    return array(
        concat(
            lit("age "),
            Moment.years(moment.instant()).cast("string"),
            lit(" on "),
            Moment.date(moment.instant())));
  }
}
