package org.medley.features.contract;

import org.apache.spark.sql.types.DataTypes;

/** Whether samples carry what a site asks of all of them. */
public final class Carriers {
  public static final String SOURCE = "source";
  public static final String SAMPLE_ID = "sample_id";
  public static final String ITEM = "item";
  public static final String STATUS = "status";
  public static final String COPIES = "copies";
  public static final String MISSING = "missing";

  /** Status: it carries the item. */
  public static final String CARRIER = "carrier";

  /** Status: everything was called, and it does not. */
  public static final String NOT_CARRIER = "not carrier";

  /** Status: a call is missing, or the phase, without which nobody can say. */
  public static final String UNKNOWN = "unknown";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table("clinical.carriers", "one row per sample and item of the carrier list")
          .required(SOURCE, DataTypes.StringType, "the source")
          .required(SAMPLE_ID, DataTypes.StringType, "sample name in the VCF")
          .required(ITEM, DataTypes.StringType, "name of the item in the site's configuration")
          .required(
              STATUS,
              DataTypes.StringType,
              "carrier, not carrier, or unknown: missing calls or the phase could change it")
          .required(COPIES, DataTypes.LongType, "copies that were called, of all its variants")
          .required(MISSING, DataTypes.LongType, "its variants and genes without a complete call")
          .key(SOURCE, SAMPLE_ID, ITEM)
          .slicedBy(SOURCE)
          .identifying(SAMPLE_ID)
          .build();

  private Carriers() {}
}
