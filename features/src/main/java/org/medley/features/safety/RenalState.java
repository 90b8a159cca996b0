package org.medley.features.safety;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.format_number;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.Subjects;

/**
 * Kidney function by the latest creatinine, with the age of that day, for adults of known sex. A
 * reported eGFR stands in for the equation of 2021 where no creatinine is recent enough.
 */
final class RenalState implements RuleState {
  private static final int ADULT = 18;
  private static final Column CREATININE = analyte(SafetyKnowledge.CREATININE);
  private static final Column WEIGHT = analyte(SafetyKnowledge.WEIGHT);
  private static final Column REPORTED = analyte(SafetyKnowledge.REPORTED_EGFR);

  private static Column analyte(String name) {
    return lit(Concepts.analyte(name));
  }

  @Override
  public Column picked(Moment moment) {
    return filter(
        array(Measured.latest(CREATININE), Measured.latest(WEIGHT), Measured.latest(REPORTED)),
        Column::isNotNull);
  }

  private static Column one(Column concept) {
    return Moment.last(filter(col(PICKED), fact -> Moment.is(fact, concept)));
  }

  private static Column at(Column concept) {
    return one(concept).getField(SubjectFacts.AT);
  }

  private static Column number(Column concept) {
    return one(concept).getField(SubjectFacts.NUMBER);
  }

  private static Column isRecent(Column concept, Moment moment) {
    return coalesce(at(concept).geq(moment.before(col(RuleRows.DAYS))), lit(false));
  }

  private static Column isFormula(KidneyFormula formula) {
    return col(RuleRows.FORMULA).equalTo(formula.name());
  }

  private static Column knowsPerson() {
    return coalesce(
        Moment.years(at(CREATININE)).geq(ADULT).and(col(Subjects.SEX).isin("female", "male")),
        lit(false));
  }

  /** Null: it cannot be computed from what is recent. */
  private static Column estimated(Moment moment) {
    Column female = col(Subjects.SEX).equalTo("female");
    Column value = lit(null).cast(DataTypes.DoubleType);
    for (KidneyFormula formula : KidneyFormula.values()) {
      Column weight = when(isRecent(WEIGHT, moment), number(WEIGHT)).cast(DataTypes.DoubleType);
      value =
          when(
                  isFormula(formula),
                  formula.of(number(CREATININE), Moment.years(at(CREATININE)), female, weight))
              .otherwise(value);
    }
    return when(isRecent(CREATININE, moment).and(knowsPerson()), value);
  }

  private static Column reported(Moment moment) {
    return when(
        isFormula(KidneyFormula.CKD_EPI_2021).and(isRecent(REPORTED, moment)), number(REPORTED));
  }

  @Override
  public Column state(Moment moment) {
    Column value = coalesce(estimated(moment), reported(moment));
    Column fires = value.geq(col(RuleRows.LOW)).and(value.lt(col(RuleRows.HIGH)));
    return RuleState.of(coalesce(fires, lit(false)), value.isNotNull());
  }

  @Override
  public Column missing(Moment moment) {
    Column stale =
        concat(lit("the last creatinine is of "), Moment.date(at(CREATININE)), lit(" and too old"));
    return when(
            at(CREATININE).isNull(),
            "no creatinine with a date, a positive number and a known unit is recorded")
        .when(isRecent(CREATININE, moment).equalTo(false), stale)
        .when(
            knowsPerson().equalTo(false),
            "the equation needs an adult of known age and sex as recorded")
        .otherwise("no recent weight with a known unit is recorded");
  }

  @Override
  public Column found(Moment moment) {
    Column estimate = estimated(moment);
    Column words = lit("");
    for (KidneyFormula formula : KidneyFormula.values()) {
      Column weight =
          formula == KidneyFormula.COCKCROFT_GAULT
              ? concat(
                  lit(" and weight "),
                  format_number(number(WEIGHT), 1),
                  lit(" kg of "),
                  Moment.date(at(WEIGHT)))
              : lit("");
      words =
          when(
                  isFormula(formula),
                  concat(
                      lit(formula.quantity() + " "),
                      format_number(estimate, 1),
                      lit(" " + formula.unit() + " by " + formula.title() + " from creatinine "),
                      format_number(number(CREATININE), 2),
                      lit(" mg/dL of "),
                      Moment.date(at(CREATININE)),
                      weight))
              .otherwise(words);
    }
    Column stated =
        concat(
            lit("reported eGFR "),
            format_number(number(REPORTED), 1),
            lit(" mL/min/1.73 m2 ("),
            one(REPORTED).getField(SubjectFacts.WORDS),
            lit(") of "),
            Moment.date(at(REPORTED)));
    return array(when(estimate.isNotNull(), words).otherwise(stated));
  }
}
