package org.medley.features.safety;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The kinds of rules by the word in {@link RuleRows#KIND}, and what they make of facts. */
final class RuleStates {
  /** Every kind. */
  static final Map<String, RuleState> BY_KIND = byKind();

  static final String STATE = "state";

  /** The facts in words with dates, or why there is no answer; a list. */
  static final String FOUND = "found";

  /** When the latest fact happened that the state rests on; null: there is none with a date. */
  static final String FACT_TIME = "fact_time";

  private RuleStates() {}

  /**
   * Adds {@link #STATE}, {@link #FOUND} and {@link #FACT_TIME} to rows that hold a person's facts
   * and a rule's row. Row by row; nothing is shuffled.
   */
  static Dataset<Row> added(Dataset<Row> rows, Moment moment) {
    Column nothing = array().cast("array<string>");
    return rows.withColumn(RuleState.PICKED, byKind(kind -> kind.picked(moment)))
        .withColumn(STATE, byKind(kind -> kind.state(moment)))
        .withColumn(
            FOUND,
            when(col(STATE).equalTo(RuleState.FIRED), byKind(kind -> kind.found(moment)))
                .when(
                    col(STATE).equalTo(RuleState.NOT_ASSESSABLE),
                    array(byKind(kind -> kind.missing(moment))))
                .otherwise(nothing))
        .withColumn(
            FACT_TIME,
            timestamp_micros(
                array_max(
                    transform(col(RuleState.PICKED), each -> each.getField(SubjectFacts.AT)))));
  }

  private static Column byKind(Function<RuleState, Column> column) {
    Column chosen = null;
    for (Map.Entry<String, RuleState> each : BY_KIND.entrySet()) {
      Column is = col(RuleRows.KIND).equalTo(each.getKey());
      Column value = column.apply(each.getValue());
      chosen = chosen == null ? when(is, value) : chosen.when(is, value);
    }
    return chosen;
  }

  private static Map<String, RuleState> byKind() {
    Map<String, RuleState> kinds = new LinkedHashMap<>();
    kinds.put(RuleKind.DRUG_DRUG.word(), new OtherDrugState());
    kinds.put(RuleKind.PHARMACOGENETIC.word(), new PhenotypeState());
    kinds.put(GuidelineState.KIND, new GuidelineState());
    kinds.put(RuleKind.ALLERGY.word(), new AllergyState());
    kinds.put(RuleKind.CONDITION.word(), new ConditionState());
    kinds.put(RuleKind.RENAL.word(), new RenalState());
    kinds.put(RuleKind.HEPATIC.word(), new HepaticState());
    kinds.put(RuleKind.DUPLICATE.word(), new OtherDrugState());
    kinds.put(RuleKind.PREGNANCY.word(), new PregnancyState());
    kinds.put(RuleKind.AGE.word(), new AgeState());
    kinds.put(RuleKind.ADHERENCE.word(), new AdherenceState());
    return kinds;
  }
}
