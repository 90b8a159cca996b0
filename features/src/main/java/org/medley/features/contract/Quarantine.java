package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** Lines that could not be used; nothing is dropped without a row here. */
public final class Quarantine {
  public static final String SOURCE = "source";
  public static final String FILE = "file";
  public static final String LINE = "line";
  public static final String BYTE_OFFSET = "byte_offset";
  public static final String REASON_CODE = "reason_code";
  public static final String REASON = "reason";
  public static final String PAYLOAD = "payload";
  public static final String RUN_ID = "run_id";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("clinical.quarantine", "one row per rejected line")
          .required(SOURCE, DataTypes.StringType, "the source")
          .required(FILE, DataTypes.StringType, "file of the line")
          .required(LINE, DataTypes.LongType, "line of that file, from 1")
          .optional(
              BYTE_OFFSET,
              DataTypes.LongType,
              "where that line starts, in unpacked bytes; null: the format does not count bytes")
          .required(REASON_CODE, DataTypes.StringType, "short stable name of the reason")
          .required(REASON, DataTypes.StringType, "the reason in words, without values of the line")
          .required(PAYLOAD, DataTypes.StringType, "the line as it was sent")
          .required(RUN_ID, DataTypes.StringType, "run that rejected it")
          .key(SOURCE, FILE, LINE)
          .slicedBy(SOURCE)
          .identifying(PAYLOAD)
          .build();

  private Quarantine() {}
}
