package org.medley.jobs.contract;

import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.TableContract;

/** Samples of one source that are of one person, or of close relatives. */
public final class SamplePairs {
  public static final String SOURCE = "source";
  public static final String FIRST = "first_sample_id";
  public static final String SECOND = "second_sample_id";
  public static final String FIRST_SUBJECT = "first_subject_id";
  public static final String SECOND_SUBJECT = "second_subject_id";
  public static final String SITES = "sites";
  public static final String KINSHIP = "kinship";
  public static final String RELATIONSHIP = "relationship";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("ops.sample_pairs", "one row per two samples of the third degree or less")
          .required(SOURCE, DataTypes.StringType, "the source")
          .required(FIRST, DataTypes.StringType, "the sample that sorts first")
          .required(SECOND, DataTypes.StringType, "the other")
          .optional(FIRST_SUBJECT, DataTypes.LongType, "whose it is; null: linked to nobody")
          .optional(SECOND_SUBJECT, DataTypes.LongType, "whose it is; null: linked to nobody")
          .required(SITES, DataTypes.IntegerType, "sites at which both have a complete call")
          .required(KINSHIP, DataTypes.DoubleType, "KING-robust kinship coefficient")
          .required(
              RELATIONSHIP,
              DataTypes.StringType,
              "duplicate (or twin), first-degree, second-degree or third-degree")
          .key(SOURCE, FIRST, SECOND)
          .identifying(FIRST, SECOND, FIRST_SUBJECT, SECOND_SUBJECT)
          .build();

  private SamplePairs() {}
}
