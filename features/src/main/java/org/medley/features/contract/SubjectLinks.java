package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** Which person of a source is which subject. */
public final class SubjectLinks {
  public static final String SOURCE = "source";
  public static final String SOURCE_SUBJECT_ID = "source_subject_id";
  public static final String IDENTIFIER_SYSTEM = "identifier_system";
  public static final String IDENTIFIER = "identifier";
  public static final String SUBJECT_ID = "subject_id";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("clinical.subject_links", "one row per source and person in that source")
          .required(SOURCE, DataTypes.StringType, "source that declared the person")
          .required(SOURCE_SUBJECT_ID, DataTypes.StringType, "the source's own key of the person")
          .required(
              IDENTIFIER_SYSTEM,
              DataTypes.StringType,
              "system of the identifier that decides identity")
          .required(IDENTIFIER, DataTypes.StringType, "the identifier that decides identity")
          .required(SUBJECT_ID, DataTypes.LongType, "the subject")
          .key(SOURCE, SOURCE_SUBJECT_ID)
          .identifying(SOURCE_SUBJECT_ID, IDENTIFIER, SUBJECT_ID)
          .build();

  private SubjectLinks() {}
}
