package org.medley.jobs.decision;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.medley.features.contract.Members;
import org.medley.jobs.contract.IndividualEffects;
import org.medley.jobs.contract.OptionOutcomes;
import org.medley.jobs.settings.decision.DecisionSettings;
import org.medley.jobs.settings.decision.OutcomeSettings;
import org.medley.models.effect.EffectSettings;

/**
 * What each outcome is expected to be under each option: one row per person for whom the decision
 * is to be made, option and outcome, also where nothing is known. One shuffle by person.
 */
final class Expected {
  /** Mean difference in the people that the interval is of; it is what ranks are made of. */
  static final String CENTRE = "centre";

  /** Whether people like this one receive the option often enough; null: not known. */
  static final String POSITIVE = "positive";

  /** Whether nobody in the study lies as far out. */
  static final String UNLIKE = "unlike";

  /** 1 where more of the outcome is better, else -1. */
  static final String SIGN = "sign";

  private static final String BY_OPTION = "by_option";
  private static final String LEAST = "least_propensity";

  private final DecisionSettings decision;
  private final Findings findings;

  Expected(DecisionSettings decision, Findings findings) {
    this.decision = decision;
    this.findings = findings;
  }

  /**
   * The rows.
   *
   * @param members of purpose score, under {@code cohort.members}
   * @param individuals under {@code model.individual_effects}
   */
  Dataset<Row> rows(Dataset<Row> members, Dataset<Row> individuals) {
    Dataset<Row> people =
        members
            .where(col(Members.PURPOSE).equalTo("score"))
            .select(Members.SUBJECT_ID, Members.INDEX_TIME);
    Dataset<Row> wide =
        individuals
            .where(col(IndividualEffects.PURPOSE).equalTo("score"))
            .groupBy(
                IndividualEffects.SUBJECT_ID,
                IndividualEffects.INDEX_TIME,
                IndividualEffects.OUTCOME)
            .agg(
                max(IndividualEffects.REFERENCE_RISK).as(OptionOutcomes.REFERENCE_EXPECTED),
                min(IndividualEffects.REFERENCE_PROPENSITY).as(LEAST),
                bool_or(col(IndividualEffects.UNLIKE)).as(UNLIKE),
                map_from_entries(
                        collect_list(
                            struct(
                                col(IndividualEffects.OPTION),
                                struct(
                                    col(IndividualEffects.EFFECT),
                                    col(IndividualEffects.EFFECT_LOW),
                                    col(IndividualEffects.EFFECT_HIGH),
                                    col(IndividualEffects.INTERVAL_EFFECT),
                                    col(IndividualEffects.INTERVAL_OF),
                                    col(IndividualEffects.SUPPORTED),
                                    col(IndividualEffects.PROPENSITY)))))
                    .as(BY_OPTION));
    Dataset<Row> all =
        people
            .crossJoin(broadcast(outcomes(members)))
            .join(
                wide,
                new String[] {
                  OptionOutcomes.SUBJECT_ID, OptionOutcomes.INDEX_TIME, OptionOutcomes.OUTCOME
                },
                "left")
            .withColumn(OptionOutcomes.OPTION, explode(options()));
    return told(all);
  }

  private Column options() {
    return array(decision.arms().stream().map(name -> lit(name)).toArray(Column[]::new));
  }

  private Dataset<Row> told(Dataset<Row> all) {
    Column isReference = col(OptionOutcomes.OPTION).equalTo(decision.reference());
    Column own = element_at(col(BY_OPTION), col(OptionOutcomes.OPTION));
    Column isBlinded = col(OptionOutcomes.BLINDED_REASON).isNotNull();
    Column known = col(OptionOutcomes.REFERENCE_EXPECTED).isNotNull();
    Column zero = when(known, 0.0);
    Column effect =
        when(own.getField(IndividualEffects.SUPPORTED), own.getField(IndividualEffects.EFFECT))
            .otherwise(
                coalesce(
                    own.getField(IndividualEffects.INTERVAL_EFFECT),
                    own.getField(IndividualEffects.EFFECT)));
    Column propensity =
        when(isReference, col(LEAST)).otherwise(own.getField(IndividualEffects.PROPENSITY));
    Column centre = own.getField(IndividualEffects.INTERVAL_EFFECT);
    Column low = own.getField(IndividualEffects.EFFECT_LOW);
    Column high = own.getField(IndividualEffects.EFFECT_HIGH);
    Dataset<Row> shown =
        all.withColumn(POSITIVE, propensity.geq(EffectSettings.BOUND))
            .withColumn(OptionOutcomes.DIFFERENCE, when(isReference, zero).otherwise(effect))
            .withColumn(CENTRE, when(isReference, zero).otherwise(centre))
            .withColumn(OptionOutcomes.DIFFERENCE_LOW, when(isReference, zero).otherwise(low))
            .withColumn(OptionOutcomes.DIFFERENCE_HIGH, when(isReference, zero).otherwise(high))
            .withColumn(
                OptionOutcomes.INTERVAL_OF,
                when(isReference, lit(null)).otherwise(own.getField(IndividualEffects.INTERVAL_OF)))
            .withColumn(OptionOutcomes.EXPECTED, expected())
            .withColumn(OptionOutcomes.EVIDENCE, evidence())
            .drop(BY_OPTION, LEAST);
    for (String number :
        List.of(
            OptionOutcomes.DIFFERENCE,
            CENTRE,
            OptionOutcomes.DIFFERENCE_LOW,
            OptionOutcomes.DIFFERENCE_HIGH,
            OptionOutcomes.EXPECTED,
            OptionOutcomes.REFERENCE_EXPECTED)) {
      Column hidden = isBlinded.or(isnan(col(number)));
      shown = shown.withColumn(number, when(hidden, lit(null)).otherwise(col(number)));
    }
    return shown.withColumn(
        OptionOutcomes.INTERVAL_OF,
        when(isBlinded, lit(null)).otherwise(col(OptionOutcomes.INTERVAL_OF)));
  }

  /** Cut to 0 to 1; what is not known stays so, as the functions alone would make it 0 or 1. */
  private static Column expected() {
    Column sum = col(OptionOutcomes.REFERENCE_EXPECTED).plus(col(OptionOutcomes.DIFFERENCE));
    return when(sum.isNotNull().and(not(isnan(sum))), least(greatest(sum, lit(0.0)), lit(1.0)));
  }

  /** The outcomes, a row each. */
  private Dataset<Row> outcomes(Dataset<Row> any) {
    StructType schema =
        new StructType()
            .add(OptionOutcomes.OUTCOME, DataTypes.StringType, false)
            .add(OptionOutcomes.KIND, DataTypes.StringType, false)
            .add(OptionOutcomes.HORIZON_DAYS, DataTypes.IntegerType, false)
            .add(SIGN, DataTypes.IntegerType, false)
            .add(OptionOutcomes.BLINDED_REASON, DataTypes.StringType);
    List<Row> rows = new ArrayList<>();
    for (OutcomeSettings outcome : decision.outcomes()) {
      rows.add(
          RowFactory.create(
              outcome.name(),
              outcome.kind().word(),
              (int) outcome.days(),
              outcome.moreIsBetter() ? 1 : -1,
              findings.blinded(outcome.name()).orElse(null)));
    }
    return any.sparkSession().createDataFrame(rows, schema);
  }

  private Column evidence() {
    Column words = lit("");
    for (OutcomeSettings outcome : decision.outcomes()) {
      for (String option : decision.arms()) {
        Column here =
            col(OptionOutcomes.OUTCOME)
                .equalTo(outcome.name())
                .and(col(OptionOutcomes.OPTION).equalTo(option));
        words = when(here, findings.evidence(outcome.name(), option)).otherwise(words);
      }
    }
    return words;
  }
}
