package org.medley.jobs.contract;

import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.TableContract;

/** What safety rules say of the drugs that people have, whatever decision is to be made. */
public final class SafetyAlerts {
  public static final String AS_OF_DATE = "as_of_date";
  public static final String SUBJECT_ID = "subject_id";
  public static final String RULE_ID = "rule_id";
  public static final String DRUG = "drug";
  public static final String OTHER_DRUGS = "other_drugs";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("published.safety_alerts", "one row per subject, rule and current drug")
          .required(AS_OF_DATE, DataTypes.DateType, "logical date of the night")
          .required(SUBJECT_ID, DataTypes.LongType, "the subject")
          .required(RULE_ID, DataTypes.StringType, "the rule; conf/safety has it")
          .required(RuleHits.KIND, DataTypes.StringType, "what the rule looks at")
          .required(RuleHits.SEVERITY, DataTypes.StringType, "veto or caution")
          .required(
              RuleHits.STATE,
              DataTypes.StringType,
              "fired, or not_assessable: input is missing or stale")
          .required(DRUG, DataTypes.StringType, "the ingredient of a current drug")
          .required(
              OTHER_DRUGS,
              DataTypes.StringType,
              "other current ingredients that it does not go with; empty: the rule is on one drug")
          .required(RuleHits.MESSAGE, DataTypes.StringType, "what the rule says")
          .required(
              RuleHits.FACTS,
              DataTypes.StringType,
              "fired: the facts in words with dates; not_assessable: why")
          .optional(
              RuleHits.FACT_TIME,
              DataTypes.TimestampType,
              "the latest fact that it rests on, also a stale one; null: none with a date")
          .required(RuleHits.RULE_SOURCE, DataTypes.StringType, "where the rule comes from")
          .required(RuleHits.RULE_VERSION, DataTypes.StringType, "date or edition of that")
          .required(RuleHits.RULE_LICENCE, DataTypes.StringType, "under which terms it stands here")
          .key(SUBJECT_ID, RULE_ID, DRUG)
          .identifying(SUBJECT_ID)
          .build();

  private SafetyAlerts() {}
}
