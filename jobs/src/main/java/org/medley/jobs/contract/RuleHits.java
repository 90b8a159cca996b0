package org.medley.jobs.contract;

import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.TableContract;

/** What every safety rule that applies says of each option of a decision, for each member. */
public final class RuleHits {
  public static final String DECISION = "decision";
  public static final String SUBJECT_ID = "subject_id";
  public static final String INDEX_TIME = "index_time";
  public static final String OPTION = "option";
  public static final String RULE_ID = "rule_id";
  public static final String KIND = "kind";
  public static final String SEVERITY = "severity";
  public static final String STATE = "state";
  public static final String DRUG = "drug";
  public static final String MESSAGE = "message";
  public static final String FACTS = "facts";
  public static final String FACT_TIME = "fact_time";
  public static final String RULE_SOURCE = "rule_source";
  public static final String RULE_VERSION = "rule_version";
  public static final String RULE_LICENCE = "rule_licence";

  /** {@link #STATE} of a rule that speaks against the option. */
  public static final String FIRED = "fired";

  /** {@link #STATE} of a rule that does not; only this one is silent. */
  public static final String CLEAR = "clear";

  /** {@link #STATE} of a rule whose input is missing or stale. */
  public static final String NOT_ASSESSABLE = "not_assessable";

  /** The contract, with all states. */
  public static final TableContract TABLE = table("model.rule_hits");

  /** The contract of what is published: the same, without those that are clear. */
  public static final TableContract PUBLISHED = table("published.rule_hits");

  private RuleHits() {}

  private static TableContract table(String name) {
    return TableContract.table(
            name, "one row per decision, subject, index time, option and rule that applies")
        .required(DECISION, DataTypes.StringType, "the decision")
        .required(SUBJECT_ID, DataTypes.LongType, "the subject")
        .required(INDEX_TIME, DataTypes.TimestampType, "time zero")
        .required(OPTION, DataTypes.StringType, "the option")
        .required(RULE_ID, DataTypes.StringType, "the rule; conf/safety has it")
        .required(
            KIND,
            DataTypes.StringType,
            "drug-drug, pharmacogenetic, allergy, condition, renal, hepatic, duplicate, pregnancy,"
                + " age, adherence; option: no rule knows what the option is")
        .required(SEVERITY, DataTypes.StringType, "veto or caution")
        .required(
            STATE,
            DataTypes.StringType,
            "fired, clear, or not_assessable: input is missing or stale")
        .required(DRUG, DataTypes.StringType, "ingredients of the option that it is about")
        .required(MESSAGE, DataTypes.StringType, "what the rule says")
        .required(
            FACTS,
            DataTypes.StringType,
            "fired: the facts in words with dates; not_assessable: why; clear: empty")
        .optional(
            FACT_TIME,
            DataTypes.TimestampType,
            "the latest fact that it rests on, also a stale one; null: none with a date")
        .required(RULE_SOURCE, DataTypes.StringType, "where the rule comes from")
        .required(RULE_VERSION, DataTypes.StringType, "date or edition of that")
        .required(RULE_LICENCE, DataTypes.StringType, "under which terms it stands here")
        .key(DECISION, SUBJECT_ID, INDEX_TIME, OPTION, RULE_ID)
        .slicedBy(DECISION)
        .identifying(SUBJECT_ID)
        .build();
  }
}
