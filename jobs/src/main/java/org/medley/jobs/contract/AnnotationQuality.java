package org.medley.jobs.contract;

import org.apache.spark.sql.types.DataTypes;
import org.medley.features.contract.TableContract;

/** What became of the annotations of variants, so that none is lost in silence. */
public final class AnnotationQuality {
  public static final String SOURCE = "source";
  public static final String FILE = "file";
  public static final String FIELD = "field";
  public static final String STATE = "state";
  public static final String ANNOTATIONS = "annotations";

  /** The contract. */
  public static final TableContract TABLE =
      TableContract.table(
              "ops.annotation_quality", "one row per file, field of INFO and state of annotations")
          .required(SOURCE, DataTypes.StringType, "the source")
          .required(FILE, DataTypes.StringType, "the file")
          .required(FIELD, DataTypes.StringType, "the field, such as CSQ or ANN")
          .required(
              STATE,
              DataTypes.StringType,
              "assigned to an alternate, or why not: no-such-allele, ambiguous-allele,"
                  + " wrong-column-count, no-consequence, bad-frequency, too-many")
          .required(ANNOTATIONS, DataTypes.LongType, "annotations in lines that are in use")
          .key(SOURCE, FILE, FIELD, STATE)
          .slicedBy(SOURCE)
          .build();

  private AnnotationQuality() {}
}
