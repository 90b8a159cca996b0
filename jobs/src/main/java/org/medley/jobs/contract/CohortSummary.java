package org.medley.jobs.contract;

import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.TableContract;

/** The released cohort in numbers. */
public final class CohortSummary {
  public static final String TASK = "task";
  public static final String AS_OF_DATE = "as_of_date";
  public static final String MEASURE = "measure";
  public static final String VALUE = "value";
  public static final String SUPPRESSED = "suppressed";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("published.cohort_summary", "one row per task and measure")
          .required(TASK, DataTypes.StringType, "the task")
          .required(AS_OF_DATE, DataTypes.DateType, "logical date")
          .required(MEASURE, DataTypes.StringType, "what is counted or averaged")
          .optional(VALUE, DataTypes.DoubleType, "null: suppressed or not defined")
          .required(
              SUPPRESSED, DataTypes.BooleanType, "whether the value was withheld as too small")
          .key(TASK, MEASURE)
          .slicedBy(TASK)
          .build();

  private CohortSummary() {}
}
