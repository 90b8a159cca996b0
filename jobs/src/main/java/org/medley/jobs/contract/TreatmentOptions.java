package org.medley.jobs.contract;

import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.TableContract;

/** The options of each person for whom a decision is to be made, side by side. */
public final class TreatmentOptions {
  public static final String DECISION = "decision";
  public static final String AS_OF_DATE = "as_of_date";
  public static final String SUBJECT_ID = "subject_id";
  public static final String INDEX_TIME = "index_time";
  public static final String OPTION = "option";
  public static final String REFERENCE_OPTION = "reference_option";
  public static final String BENEFIT_OUTCOME = "benefit_outcome";
  public static final String BENEFIT_EXPECTED = "benefit_expected";
  public static final String BENEFIT_REFERENCE = "benefit_reference";
  public static final String BENEFIT_DIFFERENCE = "benefit_difference";
  public static final String BENEFIT_LOW = "benefit_low";
  public static final String BENEFIT_HIGH = "benefit_high";
  public static final String HARM_OUTCOME = "harm_outcome";
  public static final String HARM_EXPECTED = "harm_expected";
  public static final String HARM_REFERENCE = "harm_reference";
  public static final String HARM_DIFFERENCE = "harm_difference";
  public static final String HARM_LOW = "harm_low";
  public static final String HARM_HIGH = "harm_high";
  public static final String RANK = "rank";
  public static final String RECOMMENDED = "recommended";
  public static final String EVIDENCE = "evidence";
  public static final String POSITIVITY = "positivity";
  public static final String VETOES = "vetoes";
  public static final String VETO_WORDS = "veto_words";
  public static final String CAUTIONS = "cautions";
  public static final String CAUTION_WORDS = "caution_words";
  public static final String NOT_ASSESSABLE = "not_assessable";
  public static final String REASON_1 = "reason_1";
  public static final String REASON_2 = "reason_2";
  public static final String REASON_3 = "reason_3";
  public static final String WHAT_WOULD_CHANGE = "what_would_change";
  public static final String LEFT_TO_CLINICIAN = "left_to_clinician_reason";
  public static final String BLINDED_REASON = "blinded_reason";
  public static final String EXPLORATORY = "exploratory";
  public static final String ACCESS = "access";

  /** The contract. */
  public static final TableContract TABLE = table();

  private TreatmentOptions() {}

  private static TableContract table() {
    TableContract.Builder table =
        TableContract.table(
                "published.treatment_options", "one row per decision, member and option")
            .required(DECISION, DataTypes.StringType, "the decision")
            .required(AS_OF_DATE, DataTypes.DateType, "logical date of the night that planned")
            .required(SUBJECT_ID, DataTypes.LongType, "the subject")
            .required(INDEX_TIME, DataTypes.TimestampType, "when the decision is made")
            .required(OPTION, DataTypes.StringType, "the option")
            .required(REFERENCE_OPTION, DataTypes.StringType, "the option it is compared with");
    outcome(
        table,
        "the first benefit of the decision",
        BENEFIT_OUTCOME,
        BENEFIT_EXPECTED,
        BENEFIT_REFERENCE,
        BENEFIT_DIFFERENCE,
        BENEFIT_LOW,
        BENEFIT_HIGH);
    outcome(
        table,
        "the first harm of the decision",
        HARM_OUTCOME,
        HARM_EXPECTED,
        HARM_REFERENCE,
        HARM_DIFFERENCE,
        HARM_LOW,
        HARM_HIGH);
    return said(judged(table))
        .key(DECISION, SUBJECT_ID, INDEX_TIME, OPTION)
        .slicedBy(DECISION)
        .identifying(SUBJECT_ID)
        .build();
  }

  private static void outcome(TableContract.Builder table, String which, String... names) {
    table
        .required(names[0], DataTypes.StringType, which + "; all of them: option_outcomes")
        .optional(names[1], DataTypes.DoubleType, "risk with the option; null: blinded")
        .optional(names[2], DataTypes.DoubleType, "risk with the reference; null: blinded")
        .optional(names[3], DataTypes.DoubleType, "difference of risks; null: blinded")
        .optional(names[4], DataTypes.DoubleType, "low end of its interval; null: none")
        .optional(names[5], DataTypes.DoubleType, "high end of its interval; null: none");
  }

  private static TableContract.Builder judged(TableContract.Builder table) {
    return table
        .optional(
            RANK,
            DataTypes.IntegerType,
            "1 is the best; equal where intervals overlap; null: nothing tells the options apart,"
                + " a veto, blinded, or left to the clinician: then read them as alphabetical")
        .required(
            RECOMMENDED,
            DataTypes.BooleanType,
            "whether it alone is first, without a veto, blinding or abstention")
        .required(EVIDENCE, DataTypes.StringType, "what the numbers rest on, in words")
        .optional(
            POSITIVITY,
            DataTypes.BooleanType,
            "whether people like this one receive the option often enough to compare; null: not"
                + " known")
        .required(VETOES, DataTypes.IntegerType, "safety rules that veto the option")
        .optional(VETO_WORDS, DataTypes.StringType, "their texts; null: none")
        .required(CAUTIONS, DataTypes.IntegerType, "safety rules that want caution")
        .optional(CAUTION_WORDS, DataTypes.StringType, "their texts; null: none")
        .required(
            NOT_ASSESSABLE,
            DataTypes.IntegerType,
            "safety rules that lack data or have only old ones; published.rule_hits has them");
  }

  private static TableContract.Builder said(TableContract.Builder table) {
    return table
        .optional(REASON_1, DataTypes.StringType, "what speaks for or against it; null: nothing")
        .optional(REASON_2, DataTypes.StringType, "the second reason; null: none")
        .optional(REASON_3, DataTypes.StringType, "the third reason; null: none")
        .required(WHAT_WOULD_CHANGE, DataTypes.StringType, "what would change the ranking")
        .optional(
            LEFT_TO_CLINICIAN,
            DataTypes.StringType,
            "why nothing is recommended for or against; null: no reason")
        .optional(
            BLINDED_REASON, DataTypes.StringType, "why estimates are not shown; null: they are")
        .required(EXPLORATORY, DataTypes.BooleanType, "whether the decision is for trying out only")
        .optional(ACCESS, DataTypes.StringType, "who may use it, for what; null: not said");
  }
}
