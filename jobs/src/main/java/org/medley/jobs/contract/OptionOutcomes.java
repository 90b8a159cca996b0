package org.medley.jobs.contract;

import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.TableContract;

/** What each outcome of a decision is expected to be under each option: the long form. */
public final class OptionOutcomes {
  public static final String DECISION = "decision";
  public static final String AS_OF_DATE = "as_of_date";
  public static final String SUBJECT_ID = "subject_id";
  public static final String INDEX_TIME = "index_time";
  public static final String OPTION = "option";
  public static final String OUTCOME = "outcome";
  public static final String KIND = "kind";
  public static final String HORIZON_DAYS = "horizon_days";
  public static final String EXPECTED = "expected";
  public static final String REFERENCE_EXPECTED = "reference_expected";
  public static final String DIFFERENCE = "difference";
  public static final String DIFFERENCE_LOW = "difference_low";
  public static final String DIFFERENCE_HIGH = "difference_high";
  public static final String INTERVAL_OF = "interval_of";
  public static final String EVIDENCE = "evidence";
  public static final String BLINDED_REASON = "blinded_reason";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table(
              "published.option_outcomes", "one row per decision, member, option and outcome")
          .required(DECISION, DataTypes.StringType, "the decision")
          .required(AS_OF_DATE, DataTypes.DateType, "logical date of the night that planned")
          .required(SUBJECT_ID, DataTypes.LongType, "the subject")
          .required(INDEX_TIME, DataTypes.TimestampType, "when the decision is made")
          .required(OPTION, DataTypes.StringType, "the option")
          .required(OUTCOME, DataTypes.StringType, "the outcome")
          .required(KIND, DataTypes.StringType, "benefit or harm")
          .required(HORIZON_DAYS, DataTypes.IntegerType, "within how many days")
          .optional(
              EXPECTED,
              DataTypes.DoubleType,
              "risk of the outcome with the option, cut to 0 to 1; null: blinded or not known")
          .optional(
              REFERENCE_EXPECTED,
              DataTypes.DoubleType,
              "the same with the reference option instead; null: blinded or not known")
          .optional(
              DIFFERENCE,
              DataTypes.DoubleType,
              "difference of the two before they are cut; 0 for the reference; null: blinded or"
                  + " not known")
          .optional(
              DIFFERENCE_LOW,
              DataTypes.DoubleType,
              "low end of its 95 percent interval; null: none")
          .optional(
              DIFFERENCE_HIGH,
              DataTypes.DoubleType,
              "high end of its 95 percent interval; null: none")
          .optional(INTERVAL_OF, DataTypes.StringType, "whose mean effect the interval is of")
          .required(EVIDENCE, DataTypes.StringType, "what the numbers rest on, in words")
          .optional(
              BLINDED_REASON,
              DataTypes.StringType,
              "why nothing is shown: a check of the design failed; null: shown")
          .key(DECISION, SUBJECT_ID, INDEX_TIME, OPTION, OUTCOME)
          .slicedBy(DECISION)
          .identifying(SUBJECT_ID)
          .build();

  private OptionOutcomes() {}
}
