package org.medley.jobs.contract;

import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.TableContract;

/** Every input file of the last ingestion, with its accounts. */
public final class Files {
  public static final String SOURCE = "source";
  public static final String FILE = "file";
  public static final String BYTES = "bytes";
  public static final String DIGEST = "digest";
  public static final String LINES = "lines";
  public static final String ACCEPTED = "accepted";
  public static final String SUPERSEDED = "superseded";
  public static final String DUPLICATE = "duplicate";
  public static final String QUARANTINED = "quarantined";
  public static final String BLANK = "blank";
  public static final String RUN_ID = "run_id";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("ops.files", "one row per source and input file")
          .required(SOURCE, DataTypes.StringType, "the source")
          .required(FILE, DataTypes.StringType, "path below the source folder")
          .required(BYTES, DataTypes.LongType, "size")
          .required(DIGEST, DataTypes.StringType, "SHA-256 of the file")
          .required(LINES, DataTypes.LongType, "lines in the file")
          .required(ACCEPTED, DataTypes.LongType, "lines in use")
          .required(SUPERSEDED, DataTypes.LongType, "lines replaced by a newer version")
          .required(DUPLICATE, DataTypes.LongType, "lines that repeat another")
          .required(QUARANTINED, DataTypes.LongType, "lines rejected")
          .required(
              BLANK, DataTypes.LongType, "empty lines, and headers of exports that have an order")
          .required(RUN_ID, DataTypes.StringType, "run that read it")
          .key(SOURCE, FILE)
          .slicedBy(SOURCE)
          .build();

  private Files() {}
}
